using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Sweeper.Tests;

public sealed class RedriveTests : IAsyncLifetime
{
    private readonly TestTable _table = new();
    private readonly SteppedTime _time = new(TestJobs.Start);
    private JobStore _jobs = null!;
    private HttpRecorder _queue = null!;
    private AmazonSQSClient _client = null!;
    private RecordedAnswer _answer = new(200, "{}");

    public async Task InitializeAsync()
    {
        await _table.InitializeAsync();
        _jobs = new JobStore(_table.Database, TestTable.Name, _time);
        _queue = HttpRecorder.Start(_ => _answer);
        _client = new AmazonSQSClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonSQSConfig { ServiceURL = _queue.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _queue.DisposeAsync();
        await _table.DisposeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Redrive_BeginsEveryFailedJobAgainAndSendsIt()
    {
        var failed = Enumerable.Range(0, 30).Select(number => $"failed-{number}").ToList();
        await FailAsync(JobErrors.RetriesExhausted, [.. failed]);

        var report = await RedriveAsync();

        Assert.Equal(new RedriveReport(30, 30, More: false), report);
        Assert.Equal(failed.Order(StringComparer.Ordinal), Sent().Order(StringComparer.Ordinal));
        Assert.Equal(JobStatus.Pending, (await _jobs.FindAsync("failed-7", default))!.Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task Redrive_LeavesJobsOfCancelledRegistrationsFailed()
    {
        await FailAsync(JobErrors.Cancelled, "cancelled");

        Assert.Equal(RedriveReport.None, await RedriveAsync());

        Assert.Equal(JobStatus.Failed, (await _jobs.FindAsync("cancelled", default))!.Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task Redrive_Twice_SendsOnce()
    {
        await FailAsync(JobErrors.RetriesExhausted, "one");
        await RedriveAsync();

        Assert.Equal(RedriveReport.None, await RedriveAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task Redrive_WhenTheQueueIsDown_LeavesTheJobToTheSweeper()
    {
        await FailAsync(JobErrors.RetriesExhausted, "one");
        _answer = new RecordedAnswer(500, "{}");

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => RedriveAsync());

        Assert.Equal("one", Assert.Single(await _jobs.QueryUnfinishedAsync(JobShard.Of("one"), 10, default)).Id);
    }

    [Fact(Timeout = 120_000)]
    public async Task Redrive_WithNoTimeLeft_SaysThatThereIsMore()
    {
        await FailAsync(JobErrors.RetriesExhausted, "one");

        Assert.Equal(new RedriveReport(0, 0, More: true), await RedriveAsync(TimeSpan.FromSeconds(5)));
    }

    private async Task FailAsync(string error, params IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            Assert.Null(await _jobs.PutPendingAsync(TestJobs.New(id), default));
            Assert.True(await _jobs.FailUnheldAsync(id, error, default));
        }
    }

    private Task<RedriveReport> RedriveAsync(TimeSpan? remaining = null) =>
        new Redrive(_jobs, new JobQueue(_client, "http://127.0.0.1/000000000000/jobs"), new JsonLog(Stream.Null, _time))
            .RunAsync(new TestContext(() => remaining ?? TimeSpan.FromMinutes(5)));

    private IEnumerable<string> Sent() => _queue.Requests
        .SelectMany(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("Entries").EnumerateArray())
        .Select(entry => JobMessage.Read(entry.GetProperty("MessageBody").GetString())!);
}
