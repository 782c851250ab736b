using Amazon.Runtime;
using Amazon.S3;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;
using ServerlessRef.Worker.Attendees;
using ServerlessRef.Worker.Results;

namespace ServerlessRef.Worker.Tests;

/// <summary>A worker over a real table engine and a recorded bucket.</summary>
internal sealed class WorkerFixture : IAsyncDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly TestTable _table;
    private readonly AmazonS3Client _storage;

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
    }

    public SteppedTime Time { get; } = new(TestJobs.Start);

    public HttpRecorder Bucket { get; }

    public JobStore Jobs { get; }

    public JobWorker Worker { get; }

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
        await Bucket.DisposeAsync();
    }
}
