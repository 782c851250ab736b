using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Sweeper.Tests;

public sealed class SweepTests : IAsyncLifetime
{
    private readonly TestTable _table = new();
    private readonly SteppedTime _time = new(TestJobs.Start);
    private readonly MemoryStream _log = new();
    private JobStore _jobs = null!;
    private HttpRecorder _queue = null!;
    private AmazonSQSClient _client = null!;
    private Func<RecordedRequest, Task<RecordedAnswer>> _answer = _ => Task.FromResult(new RecordedAnswer(200, "{}"));

    public async Task InitializeAsync()
    {
        await _table.InitializeAsync();
        _jobs = new JobStore(_table.Database, TestTable.Name, _time);
        _queue = HttpRecorder.Start(request => _answer(request));
        _client = new AmazonSQSClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonSQSConfig { ServiceURL = _queue.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _queue.DisposeAsync();
        await _table.DisposeAsync();
        await _log.DisposeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Sweep_SendsDueJobsOfEveryShardAndNoOthers()
    {
        var due = Enumerable.Range(0, 40).Select(number => $"due-{number}").ToList();
        await AcceptAsync([.. due]);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await _jobs.PutPendingAsync(TestJobs.New("later") with { NextSendAt = _time.GetUtcNow().AddSeconds(1) }, default));

        await SweepAsync();

        Assert.Equal(due.Order(StringComparer.Ordinal), Sent().Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task Sweep_MovesTheNextSendOnBeforeItSends()
    {
        await AcceptAsync("one");
        _time.Advance(TimeSpan.FromMinutes(1));
        Job? atSend = null;
        _answer = async _ =>
        {
            atSend = await _jobs.FindAsync("one", default);
            return new RecordedAnswer(200, "{}");
        };

        await SweepAsync();

        Assert.Equal((1, _time.GetUtcNow().AddMinutes(2)), (atSend!.Sends, atSend.NextSendAt));
    }

    [Fact(Timeout = 120_000)]
    public async Task Sweep_WhenTheQueueIsDown_DoesNotSendAgainBeforeTheNextTime()
    {
        await AcceptAsync("one");
        _time.Advance(TimeSpan.FromMinutes(1));
        _answer = _ => Task.FromResult(new RecordedAnswer(500, "{}"));
        await Assert.ThrowsAnyAsync<AmazonServiceException>(SweepAsync);
        _answer = _ => Task.FromResult(new RecordedAnswer(200, "{}"));
        var before = _queue.Requests.Count;

        await SweepAsync();

        Assert.Equal(before, _queue.Requests.Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task Sweep_LeavesFinishedJobsAlone()
    {
        await AcceptAsync("done");
        var claimed = Assert.IsType<JobClaim.Taken>(await _jobs.ClaimAsync("done", TimeSpan.FromSeconds(1), default)).Job;
        await _jobs.CompleteAsync(claimed, "result", default);
        _time.Advance(TimeSpan.FromMinutes(5));

        await SweepAsync();

        Assert.Empty(_queue.Requests);
    }

    [Fact(Timeout = 120_000)]
    public async Task Sweep_SendsAWaitlistEntryToTheFifoQueue_InItsEventsGroup()
    {
        await AcceptAsync("ticket");
        Assert.Null(await _jobs.PutPendingAsync(TestJobs.New("entry", JobType.WaitlistEntry), default));
        _time.Advance(TimeSpan.FromMinutes(1));

        await SweepAsync();

        var sent = _queue.Requests.Select(request => JsonDocument.Parse(request.Body).RootElement)
            .SelectMany(body => body.GetProperty("Entries").EnumerateArray().Select(entry => (Queue: body.GetProperty("QueueUrl").GetString()!.Split('/')[^1], Entry: entry)))
            .ToDictionary(each => JobMessage.Read(each.Entry.GetProperty("MessageBody").GetString())!);
        Assert.Equal(("jobs", false), (sent["ticket"].Queue, sent["ticket"].Entry.TryGetProperty("MessageGroupId", out _)));
        Assert.Equal(
            ("line.fifo", "e1", "entry"),
            (sent["entry"].Queue, sent["entry"].Entry.GetProperty("MessageGroupId").GetString(), sent["entry"].Entry.GetProperty("MessageDeduplicationId").GetString()));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("line.fifo", "jobs")]
    [InlineData("jobs", "line.fifo")]
    public async Task Sweep_WhenOneQueueIsDown_SendsWhatIsTheOthers_AndFailsAtItsEnd(string down, string up)
    {
        // Enough for several batches, most of them mixed.
        var (tickets, entries) = (Enumerable.Range(0, 40).Select(number => $"ticket-{number}").ToList(), Enumerable.Range(0, 40).Select(number => $"entry-{number}").ToList());
        await AcceptAsync([.. tickets]);
        foreach (var entry in entries)
        {
            Assert.Null(await _jobs.PutPendingAsync(TestJobs.New(entry, JobType.WaitlistEntry), default));
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        _answer = request => Task.FromResult(new RecordedAnswer(IsFor(request, down) ? 500 : 200, "{}"));

        await Assert.ThrowsAnyAsync<AmazonServiceException>(SweepAsync);

        var (sent, refused) = up == "jobs" ? (tickets, entries) : (entries, tickets);
        Assert.Equal(sent.Order(StringComparer.Ordinal), Sent(request => IsFor(request, up)).Order(StringComparer.Ordinal));
        Assert.All(refused, id => Assert.Contains(LogLines("send-refused"), line => line.Contains($"\"{id}\"", StringComparison.Ordinal)));
        Assert.Equal((40, 40), (LogLines("send-refused").Count, LogLines("\"swept\"").Sum(line => JsonElement.Parse(line).GetProperty("sent").GetInt32())));
        Assert.Equal(60, Metric());
    }

    [Fact(Timeout = 120_000)]
    public async Task Sweep_WithoutAQueueForEntries_LeavesThemAndSendsTheRest()
    {
        await AcceptAsync("ticket");
        Assert.Null(await _jobs.PutPendingAsync(TestJobs.New("entry", JobType.WaitlistEntry), default));
        _time.Advance(TimeSpan.FromMinutes(1));

        await SweepAsync(() => TimeSpan.FromMinutes(5), line: null);

        Assert.Equal(["ticket"], Sent());
    }

    [Fact(Timeout = 120_000)]
    public async Task Sweep_WithNoTimeLeft_SendsNothingAndStillWritesTheMetric()
    {
        await AcceptAsync("one");
        _time.Advance(TimeSpan.FromMinutes(1));

        await SweepAsync(() => TimeSpan.FromSeconds(2));

        Assert.Empty(_queue.Requests);
        Assert.Equal(60, Metric());
    }

    [Fact(Timeout = 120_000)]
    public async Task Sweep_WithNothingUnfinished_WritesAgeZero()
    {
        await SweepAsync();

        Assert.Equal(0, Metric());
    }

    [Fact(Timeout = 120_000)]
    public async Task Sweep_WritesTheAgeOfTheOldestUnfinishedJob()
    {
        await AcceptAsync("old");
        _time.Advance(TimeSpan.FromSeconds(90));
        Assert.Null(await _jobs.PutPendingAsync(new Job("new", JobType.Ticket, "e1", "hash", _time.GetUtcNow()), default));

        await SweepAsync();

        Assert.Equal(90, Metric());
    }

    [Fact(Timeout = 120_000)]
    public async Task Sweep_WritesTheMetricUnderItsFunctionsName_SoThatStagesOfAnAccountStayApart()
    {
        await SweepAsync();

        var metric = MetricLine();
        Assert.Equal($"""[["{JobAgeMetric.Dimension}"]]""", metric.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0].GetProperty("Dimensions").GetRawText());
        Assert.Equal(new TestContext().FunctionName, metric.GetProperty(JobAgeMetric.Dimension).GetString());
    }

    private async Task AcceptAsync(params IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            Assert.Null(await _jobs.PutPendingAsync(TestJobs.New(id), default));
        }
    }

    private Task SweepAsync() => SweepAsync(() => TimeSpan.FromMinutes(5));

    private Task SweepAsync(Func<TimeSpan> remaining) => SweepAsync(remaining, new JobQueue(_client, "http://127.0.0.1/000000000000/line.fifo", isFifo: true));

    private Task SweepAsync(Func<TimeSpan> remaining, JobQueue? line)
    {
        var log = new JsonLog(_log, _time);
        return new Sweep(_jobs, new JobQueues(new JobQueue(_client, "http://127.0.0.1/000000000000/jobs"), line), new AgeMetric(log, _time), log, _time)
            .RunAsync(new TestContext(remaining));
    }

    private static bool IsFor(RecordedRequest request, string queue) => JsonElement.Parse(request.Body).GetProperty("QueueUrl").GetString()!.EndsWith($"/{queue}", StringComparison.Ordinal);

    private List<string> LogLines(string containing) =>
        [.. Encoding.UTF8.GetString(_log.ToArray()).Split('\n').Where(line => line.Contains(containing, StringComparison.Ordinal))];

    private IEnumerable<string> Sent(Func<RecordedRequest, bool>? which = null) => _queue.Requests
        .Where(which ?? (_ => true))
        .SelectMany(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("Entries").EnumerateArray())
        .Select(entry => JobMessage.Read(entry.GetProperty("MessageBody").GetString())!);

    private JsonElement MetricLine()
    {
        var line = Encoding.UTF8.GetString(_log.ToArray()).Split('\n').Last(text => text.Contains("_aws", StringComparison.Ordinal));
        return JsonDocument.Parse(line).RootElement;
    }

    private long Metric()
    {
        var metric = MetricLine();
        var declared = metric.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];
        Assert.Equal(JobAgeMetric.Namespace, declared.GetProperty("Namespace").GetString());
        Assert.Equal(JobAgeMetric.Name, declared.GetProperty("Metrics")[0].GetProperty("Name").GetString());
        return metric.GetProperty(JobAgeMetric.Name).GetInt64();
    }
}
