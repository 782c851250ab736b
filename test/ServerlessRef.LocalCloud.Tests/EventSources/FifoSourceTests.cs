using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.EventSources;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Provisioning;
using ServerlessRef.LocalCloud.Tests.Engines;
using ServerlessRef.LocalCloud.Tests.Functions;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Tests.EventSources;

[Collection(EnginesCollection.Name)]
public sealed class FifoSourceTests(EnginesFixture engines) : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly string _name = EnginesFixture.UniqueName("line") + ".fifo";

    private SqsEngineClient Sqs => new(_http, engines.Endpoints.Sqs);

    private string Arn => $"arn:aws:sqs:us-east-1:000000000000:{_name}";

    public void Dispose() => _http.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task MessagesOfAGroup_ReachTheFunctionInOrder_OneAfterTheOther()
    {
        await CreateAsync();
        await SendAsync(("a", "a1"), ("b", "b1"), ("a", "a2"), ("a", "a3"), ("b", "b2"));
        var (handled, running) = (new List<string>(), new HashSet<string>());
        var overlap = false;
        var function = new FakeFunction(async input =>
        {
            var records = input.GetProperty("Records").EnumerateArray().ToList();
            lock (handled)
            {
                foreach (var record in records)
                {
                    overlap |= !running.Add(record.GetProperty("attributes").GetProperty("MessageGroupId").GetString()!);
                    handled.Add(record.GetProperty("body").GetString()!);
                }
            }

            await Task.Delay(20);
            lock (handled)
            {
                records.ForEach(record => running.Remove(record.GetProperty("attributes").GetProperty("MessageGroupId").GetString()!));
            }

            return FakeFunction.Success("""{"batchItemFailures":[]}""");
        });

        await using (await StartAsync(function))
        {
            var left = 5;
            while (left > 0)
            {
                left -= (await function.EventAsync()).GetProperty("Records").GetArrayLength();
            }
        }

        Assert.False(overlap);
        Assert.Equal(["a1", "a2", "a3"], handled.Where(body => body[0] == 'a'));
        Assert.Equal(["b1", "b2"], handled.Where(body => body[0] == 'b'));
    }

    [Fact(Timeout = 60_000)]
    public async Task AMessageThatFails_ComesAgainBeforeTheNextOfItsGroup()
    {
        // Long enough to be deleted in after the second delivery, on a busy machine as well.
        var visibility = TimeSpan.FromSeconds(4);
        await CreateAsync(visibility);
        await SendAsync(("a", "a1"), ("a", "a2"));
        var failures = 1;
        var function = new FakeFunction(input => Task.FromResult(FakeFunction.Success(Interlocked.Decrement(ref failures) < 0
            ? """{"batchItemFailures":[]}"""
            : $$"""{"batchItemFailures":[{"itemIdentifier":"{{input.GetProperty("Records")[0].GetProperty("messageId").GetString()}}"}]}""")));

        await using (await StartAsync(function, timeout: visibility))
        {
            Assert.Equal(["a1", "a1", "a2"], [await BodyAsync(function), await BodyAsync(function), await BodyAsync(function)]);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task AMessageOfAnIdThatWasSent_IsTakenAndNotDelivered()
    {
        await CreateAsync();
        await SendAsync(("a", "same"), ("a", "same"));

        Assert.Equal(1, (await Sqs.CountAsync(_name, CancellationToken.None)).Visible);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(11, 0)]
    [InlineData(10, 5)]
    public async Task AMappingWithAWindow_OrMoreThanTen_IsRefused(int batch, int window)
    {
        await using var sources = await StartAsync(FakeFunction.Answering("null"), batch: batch, window: TimeSpan.FromSeconds(window));

        Assert.Contains("FIFO", sources.Snapshots().Single().LastProcessingResult, StringComparison.Ordinal);
    }

    private static async Task<string> BodyAsync(FakeFunction function) => (await function.EventAsync()).GetProperty("Records")[0].GetProperty("body").GetString()!;

    private Queue Queue(TimeSpan visibility) => new() { LogicalId = "Line", Name = _name, Arn = Arn, Url = $"http://127.0.0.1/000000000000/{_name}", Fifo = true, VisibilityTimeout = visibility };

    private Task CreateAsync(TimeSpan? visibility = null) => QueueProvisioner.ProvisionAsync(Sqs, Queue(visibility ?? TimeSpan.FromSeconds(30)), CancellationToken.None);

    private async Task SendAsync(params IEnumerable<(string Group, string Body)> messages)
    {
        foreach (var (group, body) in messages)
        {
            await Sqs.CallAsync(
                "SendMessage",
                new JsonObject { ["QueueUrl"] = $"http://127.0.0.1/000000000000/{_name}", ["MessageBody"] = body, ["MessageGroupId"] = group, ["MessageDeduplicationId"] = body },
                CancellationToken.None);
        }
    }

    private async Task<SqsEventSources> StartAsync(FakeFunction function, TimeSpan? timeout = null, int batch = 10, TimeSpan window = default)
    {
        var cloud = TestFunctions.Cloud(TestFunctions.Function("Worker") with { Timeout = timeout ?? TimeSpan.FromSeconds(10) }) with
        {
            Queues = [Queue(timeout ?? TimeSpan.FromSeconds(30))],
            EventSourceMappings =
            [
                new EventSourceMapping
                {
                    LogicalId = "LineSource",
                    QueueArn = Arn,
                    FunctionArn = TestFunctions.Arn("Worker"),
                    ReportBatchItemFailures = true,
                    BatchSize = batch,
                    MaximumBatchingWindow = window,
                    MaximumConcurrency = 3,
                },
            ],
        };
        var sources = new SqsEventSources(cloud, Sqs, function, (_, _, _) => true, faults: null, new Timeline(TimeProvider.System), TimeProvider.System, NullLoggerFactory.Instance);
        await sources.StartAsync(CancellationToken.None);
        return sources;
    }
}
