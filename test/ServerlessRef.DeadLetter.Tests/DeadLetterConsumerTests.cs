using Amazon.Runtime;
using Amazon.S3;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.DeadLetter.Tests;

public sealed class DeadLetterConsumerTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly TestTable _table = new();
    private readonly SteppedTime _time = new(TestJobs.Start);
    private readonly HttpRecorder _bucket = HttpRecorder.Start(_ => new RecordedAnswer(200));
    private AmazonS3Client _storage = null!;
    private JobStore _jobs = null!;
    private DeadLetterConsumer _consumer = null!;

    public async Task InitializeAsync()
    {
        await _table.InitializeAsync();
        _storage = new AmazonS3Client(
            new BasicAWSCredentials("test", "test"),
            new AmazonS3Config { ServiceURL = _bucket.Endpoint.ToString(), ForcePathStyle = true, AuthenticationRegion = "eu-central-1" });
        _jobs = new JobStore(_table.Database, TestTable.Name, _time);
        _consumer = new DeadLetterConsumer(_jobs, new KeptMessages(_storage, "bucket"), TestJobs.Silent(_time));
        Assert.Null(await _jobs.PutPendingAsync(TestJobs.New("job"), default));
    }

    public async Task DisposeAsync()
    {
        _storage.Dispose();
        await _bucket.DisposeAsync();
        await _table.DisposeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Job_ThatWasTriedOftenEnoughAndNobodyHolds_IsFailedWithTheReason()
    {
        await TryInVainAsync(JobRetries.MaxAttempts);

        Assert.Equal(MessageOutcome.Acknowledged, await HandleAsync());

        var job = await _jobs.FindAsync("job", default);
        Assert.Equal((JobStatus.Failed, JobErrors.RetriesExhausted), (job!.Status, job.Error));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(0)]
    [InlineData(JobRetries.MaxAttempts - 1)]
    public async Task Job_ThatWasTriedLessOftenThanItsMessageWasReceived_IsLeftToTheSweeper(int attempts)
    {
        await TryInVainAsync(attempts);

        Assert.Equal(MessageOutcome.Acknowledged, await HandleAsync());

        Assert.False((await _jobs.FindAsync("job", default))!.IsFinished);
    }

    [Fact(Timeout = 120_000)]
    public async Task Job_UnderALiveLease_IsLeftAndItsMessageReported()
    {
        await TryInVainAsync(JobRetries.MaxAttempts - 1);
        await _jobs.ClaimAsync("job", Lease, default);

        Assert.Equal(MessageOutcome.Failed, await HandleAsync());
        Assert.Equal(JobStatus.Running, (await _jobs.FindAsync("job", default))!.Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task Job_WhoseLeaseIsOver_IsFailedAndItsLateHolderCannotCompleteIt()
    {
        await TryInVainAsync(JobRetries.MaxAttempts - 1);
        var claimed = Assert.IsType<JobClaim.Taken>(await _jobs.ClaimAsync("job", Lease, default)).Job;
        _time.Advance(Lease);

        Assert.Equal(MessageOutcome.Acknowledged, await HandleAsync());
        Assert.Equal(JobEnd.Fenced, await _jobs.CompleteAsync(claimed, "result", default));
        Assert.Equal(JobStatus.Failed, (await _jobs.FindAsync("job", default))!.Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task Job_ThatIsDone_StaysDone()
    {
        var claimed = Assert.IsType<JobClaim.Taken>(await _jobs.ClaimAsync("job", Lease, default)).Job;
        await _jobs.CompleteAsync(claimed, "result", default);

        Assert.Equal(MessageOutcome.Acknowledged, await HandleAsync());
        Assert.Equal(JobStatus.Done, (await _jobs.FindAsync("job", default))!.Status);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("not json")]
    [InlineData("""{"jobId":"nobody-knows"}""")]
    public async Task Message_ThatNamesNoJob_IsKeptInTheBucket(string body)
    {
        Assert.Equal(MessageOutcome.Acknowledged, await _consumer.HandleAsync(TestJobs.Raw(body), default));

        var kept = Assert.Single(_bucket.Requests);
        Assert.Equal(("/bucket/dead-letters/message-1.txt", body), (kept.Path, kept.Body));
    }

    private async Task TryInVainAsync(int attempts)
    {
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            Assert.IsType<JobClaim.Taken>(await _jobs.ClaimAsync("job", Lease, default));
            _time.Advance(Lease);
        }
    }

    private Task<MessageOutcome> HandleAsync() => _consumer.HandleAsync(TestJobs.Message("job"), default);
}
