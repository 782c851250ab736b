using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleEmailV2;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Mail;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;
using ServerlessRef.Worker.Attendees;
using ServerlessRef.Worker.Mail;
using ServerlessRef.Worker.Results;

namespace ServerlessRef.Worker.Tests;

/// <summary>A worker over a real table engine and a recorded bucket.</summary>
internal sealed class WorkerFixture : IAsyncDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly TestTable _table;
    private readonly AmazonS3Client _storage;
    private readonly AmazonSimpleEmailServiceV2Client _mails;

    public WorkerFixture(TestTable table)
    {
        _table = table;
        Bucket = HttpRecorder.Start(_ => new RecordedAnswer(200));
        _storage = new AmazonS3Client(
            new BasicAWSCredentials("test", "test"),
            new AmazonS3Config { ServiceURL = Bucket.Endpoint.ToString(), ForcePathStyle = true, AuthenticationRegion = "eu-central-1" });
        Jobs = new JobStore(table.Database, TestTable.Name, Time);
        Worker = new JobWorker(
            Jobs,
            new TicketTask(Jobs, TestTable.Name, Time),
            new DocumentTask(Jobs, new AttendeeReader(table.Database, TestTable.Name), new ResultBucket(_storage, "bucket")),
            Lease,
            TestJobs.Silent(Time));

        Ses = HttpRecorder.Start(_ => SesAnswer());
        _mails = new AmazonSimpleEmailServiceV2Client(
            new BasicAWSCredentials("test", "test"),
            new AmazonSimpleEmailServiceV2Config { ServiceURL = Ses.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });
        var attendees = new AttendeeReader(table.Database, TestTable.Name);
        MailingWorker = new JobWorker(
            Jobs,
            new TicketTask(Jobs, TestTable.Name, Time, mailed: true),
            new DocumentTask(Jobs, attendees, new ResultBucket(_storage, "bucket")),
            Lease,
            new JsonLog(Log, Time),
            new TicketMailTask(Jobs, attendees, new MailSender(_mails, "tickets@example.org", "mails"), "https://site.example"));
    }

    public SteppedTime Time { get; } = new(TestJobs.Start);

    public HttpRecorder Bucket { get; }

    public JobStore Jobs { get; }

    public JobWorker Worker { get; }

    /// <summary>SES.</summary>
    public HttpRecorder Ses { get; }

    /// <summary>What SES answers next.</summary>
    public Func<RecordedAnswer> SesAnswer { get; set; } = () => new RecordedAnswer(200, """{"MessageId":"ses-1"}""");

    /// <summary>Of a stack that mails tickets.</summary>
    public JobWorker MailingWorker { get; }

    /// <summary>What the mailing worker logged.</summary>
    public MemoryStream Log { get; } = new();

    public async Task<Job> AcceptAsync(Job job)
    {
        Assert.Null(await Jobs.PutPendingAsync(job, default));
        return job;
    }

    public async Task<Job> FindAsync(string jobId) => (await Jobs.FindAsync(jobId, default))!;

    public async Task<string?> TicketsIssuedAsync(string eventId, string registrationId) =>
        (await _table.ReadAsync($"EVENT#{eventId}", $"REG#{registrationId}")).GetValueOrDefault("ticketsIssued")?.N;

    public async ValueTask DisposeAsync()
    {
        _table.Database.BeforeTransaction = null;
        _table.Database.AfterTransaction = null;
        _storage.Dispose();
        _mails.Dispose();
        await Bucket.DisposeAsync();
        await Ses.DisposeAsync();
        await Log.DisposeAsync();
    }
}
