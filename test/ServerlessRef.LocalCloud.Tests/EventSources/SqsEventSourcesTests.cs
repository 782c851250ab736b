using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.EventSources;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tests.Functions;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Tests.EventSources;

public sealed class SqsEventSourcesTests : IAsyncLifetime
{
    private const string QueueArn = "arn:aws:sqs:eu-central-1:000000000000:jobs";

    private static readonly EventSourceMapping Mapping = new()
    {
        LogicalId = "JobSource",
        QueueArn = QueueArn,
        FunctionArn = TestFunctions.Arn("Worker") + ":live",
        ReportBatchItemFailures = true,
    };

    private readonly HttpClient _http = new();
    private FakeSqs _queue = null!;

    public async Task InitializeAsync() => _queue = await FakeSqs.StartAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _queue.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Event_HasLambdasForm()
    {
        _queue.Send("m1", """{"jobId":"ä1"}""", new JsonObject { ["kind"] = new JsonObject { ["DataType"] = "String", ["StringValue"] = "ticket" } });
        var function = FakeFunction.Answering("null");
        await using var sources = await StartAsync(Mapping, function);

        var input = await function.EventAsync();

        var expected = JsonNode.Parse("""
            {
              "Records": [
                {
                  "messageId": "m1",
                  "receiptHandle": "handle-1",
                  "body": "{\"jobId\":\"ä1\"}",
                  "attributes": {
                    "SenderId": "000000000000",
                    "SentTimestamp": "1700000000000",
                    "ApproximateReceiveCount": "1",
                    "ApproximateFirstReceiveTimestamp": "1700000000001"
                  },
                  "messageAttributes": {
                    "kind": { "stringValue": "ticket", "stringListValues": [], "binaryListValues": [], "dataType": "String" }
                  },
                  "md5OfBody": "841a2d689ad86bd1611447453c22c6fc",
                  "eventSource": "aws:sqs",
                  "eventSourceARN": "arn:aws:sqs:eu-central-1:000000000000:jobs",
                  "awsRegion": "eu-central-1"
                }
              ]
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(input.GetRawText())), input.GetRawText());
    }

    [Fact(Timeout = 60_000)]
    public async Task Function_IsInvokedWithItsAliasByItsOwnRole()
    {
        _queue.Send(1);
        var function = FakeFunction.Answering("null");
        await using var sources = await StartAsync(Mapping, function);

        await function.EventAsync();

        Assert.Equal((Mapping.FunctionArn, null), (function.LastArn, function.LastCaller?.ServicePrincipal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Success_DeletesTheBatch()
    {
        var deleted = await ProcessAsync(3, Mapping, FakeFunction.Answering("""{"batchItemFailures":[]}"""));

        Assert.Equal(["m1", "m2", "m3"], deleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task PartialFailure_DeletesOnlyWhatSucceeded()
    {
        var deleted = await ProcessAsync(3, Mapping, FakeFunction.Answering("""{"batchItemFailures":[{"itemIdentifier":"m2"}]}"""));

        Assert.Equal(["m1", "m3"], deleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task PartialFailure_WithoutReportBatchItemFailures_LosesTheFailedMessages()
    {
        var mapping = Mapping with { ReportBatchItemFailures = false };

        var deleted = await ProcessAsync(3, mapping, FakeFunction.Answering("""{"batchItemFailures":[{"itemIdentifier":"m2"}]}"""));

        Assert.Equal(["m1", "m2", "m3"], deleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task UnreadableAnswer_DeletesNothing()
    {
        var deleted = await ProcessAsync(2, Mapping, FakeFunction.Answering("""{"batchItemFailures":[{"itemIdentifier":""}]}"""));

        Assert.Empty(deleted);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("FunctionError", true)]
    [InlineData("FunctionError", false)]
    [InlineData("TimedOut", true)]
    [InlineData("TimedOut", false)]
    [InlineData("Throttled", true)]
    [InlineData("Throttled", false)]
    [InlineData("AccessDenied", true)]
    [InlineData("AccessDenied", false)]
    public async Task FailedInvocation_DeletesNothing(string outcome, bool reportsItemFailures)
    {
        var mapping = Mapping with { ReportBatchItemFailures = reportsItemFailures };

        Assert.Empty(await ProcessAsync(2, mapping, FakeFunction.Ending(Enum.Parse<InvokeOutcome>(outcome))));
    }

    [Fact(Timeout = 60_000)]
    public async Task Batch_IsNeverLargerThanBatchSize()
    {
        _queue.Send(5);
        var function = FakeFunction.Answering("null");
        await using var sources = await StartAsync(Mapping with { BatchSize = 2 }, function);

        int[] sizes = [await SizeAsync(function), await SizeAsync(function), await SizeAsync(function)];

        Assert.Equal([2, 2, 1], sizes);
    }

    [Fact(Timeout = 60_000)]
    public async Task Batch_AboveTenMessages_IsGatheredFromSeveralReceives()
    {
        _queue.Send(25);
        var function = FakeFunction.Answering("null");
        await using var sources = await StartAsync(Mapping with { BatchSize = 25, MaximumBatchingWindow = TimeSpan.FromMinutes(5) }, function);

        Assert.Equal(25, await SizeAsync(function));
        Assert.Equal([10, 10, 5], _queue.Receives.Take(3).Select(receive => receive.Max));
    }

    [Fact(Timeout = 60_000)]
    public async Task Batch_ThatDoesNotFillUp_GoesWhenTheWindowEnds()
    {
        _queue.Send(3);
        var function = FakeFunction.Answering("null");
        await using var sources = await StartAsync(Mapping with { MaximumBatchingWindow = TimeSpan.FromSeconds(1) }, function);

        Assert.Equal(3, await SizeAsync(function));
        Assert.Equal([(10, 20), (7, 1)], _queue.Receives.Take(2));
    }

    [Fact(Timeout = 60_000)]
    public async Task Batch_AboveSixMegabytes_IsSplit()
    {
        _queue.Send(10, new string('"', 500_000));
        var function = FakeFunction.Answering("null");
        await using var sources = await StartAsync(Mapping, function);

        Assert.Equal((6, 4), (await SizeAsync(function), await SizeAsync(function)));
    }

    [Fact(Timeout = 60_000)]
    public async Task MaximumConcurrency_HoldsMessagesInTheQueue()
    {
        _queue.Send(12);
        using var go = new SemaphoreSlim(0);
        var function = new FakeFunction(async _ =>
        {
            await go.WaitAsync();
            return FakeFunction.Success("null");
        });
        await using (var sources = await StartAsync(Mapping with { BatchSize = 1, MaximumConcurrency = 2 }, function))
        {
            for (var batch = 0; batch < 12; batch++)
            {
                await function.EventAsync();
                if (batch > 0)
                {
                    Assert.False(function.HasEvents);
                    go.Release();
                }
            }

            go.Release(2);
        }

        Assert.Equal(2, _queue.MostInFlight);
    }

    [Fact(Timeout = 60_000)]
    public async Task WithoutMaximumConcurrency_FiveBatchesRunAtOnce_HoweverLongTheQueue()
    {
        _queue.Send(12);
        using var go = new SemaphoreSlim(0);
        var function = new FakeFunction(async _ =>
        {
            await go.WaitAsync();
            return FakeFunction.Success("null");
        });
        await using (var sources = await StartAsync(Mapping with { BatchSize = 1 }, function))
        {
            for (var batch = 1; batch <= 12; batch++)
            {
                await function.EventAsync();
                if (batch >= 5)
                {
                    Assert.False(function.HasEvents);
                    go.Release();
                }
            }

            go.Release(4);
        }

        Assert.Equal(5, _queue.MostInFlight);
    }

    [Fact(Timeout = 60_000)]
    public async Task Poller_SurvivesAnEngineThatFails()
    {
        _queue.FailReceives(1);
        _queue.Send(1);
        var function = FakeFunction.Answering("null");
        await using var sources = await StartAsync(Mapping, function);

        Assert.Equal(1, await SizeAsync(function));
    }

    [Fact(Timeout = 60_000)]
    public async Task Dispose_LetsABatchUnderWayFinish()
    {
        _queue.Send(1);
        var answer = new TaskCompletionSource<InvokeResult>();
        var function = new FakeFunction(_ => answer.Task);
        var sources = await StartAsync(Mapping, function);
        await function.EventAsync();

        var disposing = sources.DisposeAsync();
        Assert.False(disposing.IsCompleted);
        answer.SetResult(FakeFunction.Success("null"));
        await disposing;

        Assert.Equal(["m1"], _queue.Deleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task Dispose_AbandonsABatchThatDoesNotEnd()
    {
        _queue.Send(1);
        var function = new FakeFunction(_ => new TaskCompletionSource<InvokeResult>().Task);
        var sources = await StartAsync(Mapping, function);
        await function.EventAsync();

        await sources.DisposeAsync();

        Assert.Empty(_queue.Deleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task DisabledMapping_DoesNotPoll()
    {
        _queue.Send(1);
        var function = FakeFunction.Answering("null");
        await using var sources = await StartAsync(Mapping with { Enabled = false }, function);

        Assert.Equal("Disabled", sources.Snapshots().Single().State);
        await sources.DisposeAsync();
        Assert.Empty(_queue.Receives);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("sqs:ReceiveMessage")]
    [InlineData("sqs:DeleteMessage")]
    [InlineData("sqs:GetQueueAttributes")]
    public async Task MissingPermissionOfTheFunctionsRole_RefusesTheMapping(string missing)
    {
        await using var sources = await StartAsync(Mapping, FakeFunction.Answering("null"), (role, action, resource) => action != missing);

        var snapshot = sources.Snapshots().Single();
        Assert.Equal("Refused", snapshot.State);
        Assert.Contains($"does not have permissions to call {missing} on {QueueArn}", snapshot.LastProcessingResult, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task VisibilityBelowTheFunctionsTimeout_RefusesTheMapping()
    {
        await using var sources = await StartAsync(Mapping, FakeFunction.Answering("null"), functionTimeout: TimeSpan.FromSeconds(301));

        var snapshot = sources.Snapshots().Single();
        Assert.Equal(
            ("Refused", "Queue visibility timeout: 300 seconds is less than Function timeout: 301 seconds"),
            (snapshot.State, snapshot.LastProcessingResult));
    }

    [Fact(Timeout = 60_000)]
    public async Task RefusedMapping_DoesNotPoll()
    {
        _queue.Send(1);
        await using (await StartAsync(Mapping, FakeFunction.Answering("null"), (_, _, _) => false))
        {
        }

        Assert.Empty(_queue.Receives);
    }

    [Fact(Timeout = 60_000)]
    public async Task Snapshot_CountsBatchesAndMessages()
    {
        _queue.Send(3);
        var function = FakeFunction.Answering("""{"batchItemFailures":[{"itemIdentifier":"m2"}]}""");
        var sources = await StartAsync(Mapping, function);
        await function.EventAsync();
        await sources.DisposeAsync();

        var snapshot = sources.Snapshots().Single();

        Assert.Equal(("Enabled", "OK", 1, 2, 1), (snapshot.State, snapshot.LastProcessingResult, snapshot.Batches, snapshot.Deleted, snapshot.Returned));
    }

    private static async Task<int> SizeAsync(FakeFunction function) => (await function.EventAsync()).GetProperty("Records").GetArrayLength();

    /// <summary>Sends so many messages, lets one batch pass and tells what was deleted.</summary>
    private async Task<IReadOnlyList<string>> ProcessAsync(int messages, EventSourceMapping mapping, FakeFunction function)
    {
        _queue.Send(messages);
        await using (await StartAsync(mapping, function))
        {
            Assert.Equal(messages, await SizeAsync(function));
        }

        return _queue.Deleted;
    }

    private async Task<SqsEventSources> StartAsync(
        EventSourceMapping mapping,
        FakeFunction function,
        Func<string, string, string, bool>? roleAllows = null,
        TimeSpan? functionTimeout = null)
    {
        var cloud = TestFunctions.Cloud(TestFunctions.Function("Worker") with { Timeout = functionTimeout ?? TimeSpan.FromSeconds(10) }) with
        {
            Queues = [new Queue { LogicalId = "Jobs", Name = "jobs", Arn = QueueArn, Url = "http://127.0.0.1/000000000000/jobs", VisibilityTimeout = TimeSpan.FromMinutes(5) }],
            EventSourceMappings = [mapping],
        };
        var sources = new SqsEventSources(
            cloud, new SqsEngineClient(_http, _queue.Address), function, roleAllows ?? ((_, _, _) => true), faults: null, new Timeline(TimeProvider.System), TimeProvider.System, NullLoggerFactory.Instance);
        await sources.StartAsync(CancellationToken.None);
        return sources;
    }
}
