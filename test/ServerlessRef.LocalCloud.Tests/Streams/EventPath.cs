using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Bus;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Patterns;
using ServerlessRef.LocalCloud.Tests.Aws;
using ServerlessRef.LocalCloud.Tests.Engines;
using ServerlessRef.LocalCloud.Tests.EventSources;
using ServerlessRef.LocalCloud.Tests.Functions;

namespace ServerlessRef.LocalCloud.Tests.Streams;

/// <summary>A front over a real table engine whose stream a pipe carries to a bus with one rule; its functions answer as the test says.</summary>
internal sealed class EventPath : IAsyncDisposable
{
    public const string StreamArn = "arn:aws:dynamodb:eu-central-1:000000000000:table/t/stream/1";
    public const string RuleArn = "arn:aws:events:eu-central-1:000000000000:rule/bus/rule";

    private const string BusArn = "arn:aws:events:eu-central-1:000000000000:event-bus/bus";

    private readonly AsyncInvoker _invocations;
    private readonly EventBuses _buses;
    private readonly LocalCloud.Pipes.Pipes _pipes;

    private EventPath(LocalAws aws, FakeFunction functions, Func<string, string, string, bool> allows, string? faults, TimeProvider time)
    {
        (Aws, Functions) = (aws, functions);
        var timeline = aws.Timeline;
        var injector = faults is null ? null : new FaultInjector(FaultPlanReader.Read(faults), new EnvironmentSignals(), time);
        aws.StateMachines.Begin(functions, allows);
        _invocations = new AsyncInvoker(aws.Cloud, functions, aws.SqsEngine, allows, injector, time, NullLogger<AsyncInvoker>.Instance);
        _buses = new EventBuses(aws.Cloud, _invocations, aws.StateMachines, aws.SqsEngine, allows, new ServicePermissions(aws.Cloud), injector, timeline, time, NullLogger<EventBuses>.Instance);
        _pipes = new LocalCloud.Pipes.Pipes(aws.Cloud, aws.Streams, functions, _buses, aws.SqsEngine, allows, injector, timeline, time, NullLogger<LocalCloud.Pipes.Pipes>.Instance);
    }

    public LocalAws Aws { get; }

    /// <summary>What was given up, and how it is brought back.</summary>
    public DeadLetters DeadLetters => new(Aws.Cloud, Aws.SqsEngine, _buses, _invocations, _pipes);

    public FakeFunction Functions { get; }

    public static EventPattern Pattern(string json) => EventPattern.Read(JsonElement.Parse(json), problem => Assert.Fail(problem));

    /// <param name="functions">Enrichment and target: an enrichment's event is a list.</param>
    public static async Task<EventPath> StartAsync(
        EnginesFixture engines,
        FakeFunction functions,
        Func<Pipe, Pipe>? pipe = null,
        Func<Cloud, Cloud>? cloud = null,
        Func<string, string, string, bool>? allows = null,
        TimeProvider? time = null,
        string? faults = null)
    {
        var aws = await LocalAws.StartAsync(engines, edit: sample => Edit(sample, pipe ?? (same => same), cloud ?? (same => same)));
        var path = new EventPath(aws, functions, allows ?? ((_, _, _) => true), faults, time ?? TimeProvider.System);
        path._pipes.Start();
        return path;
    }

    public async Task PutAsync(string key, string attributes = "\"n\":{\"N\":\"1\"}")
    {
        var (status, _) = await Aws.DynamoAsync("PutItem", $$$$$"""{"TableName":"{{{{{Aws.Table.Name}}}}}","Item":{"PK":{"S":"{{{{{key}}}}}"},"SK":{"S":"1"},{{{{{attributes}}}}}}}""");
        Assert.Equal(200, status);
    }

    /// <summary>The next message of a queue of the cloud.</summary>
    public async Task<JsonElement> MessageAsync(int queue)
    {
        while (true)
        {
            if (await Aws.SqsEngine.ReceiveAsync(Aws.Cloud.Queues[queue].Name, 1, TimeSpan.FromSeconds(5), null, CancellationToken.None) is [var message, ..])
            {
                return JsonElement.Parse(message.Body);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _pipes.DisposeAsync();
        await _buses.DisposeAsync();
        await _invocations.DisposeAsync();
        await Aws.DisposeAsync();
    }

    private static Cloud Edit(Cloud sample, Func<Pipe, Pipe> pipe, Func<Cloud, Cloud> cloud) => cloud(sample with
    {
        Tables = [sample.Tables[0] with { StreamViewType = "NEW_AND_OLD_IMAGES", StreamArn = StreamArn }],
        Functions = [TestFunctions.Function("Enrich"), TestFunctions.Function("Target") with { Permissions = [new InvokePermission("events.amazonaws.com", RuleArn)] }],
        Pipes =
        [
            pipe(new Pipe
            {
                LogicalId = "Pipe",
                Name = "pipe",
                Arn = "arn:aws:pipes:eu-central-1:000000000000:pipe/pipe",
                SourceArn = StreamArn,
                RoleArn = "arn:aws:iam::000000000000:role/pipe",
                TargetArn = BusArn,
                EventSource = "test",
                DetailType = "Changed",
                MaximumRetryAttempts = 1,
                Bisects = true,
                DeadLetterArn = sample.Queues[1].Arn,
            }),
        ],
        EventBuses = [new EventBus { LogicalId = "Bus", Name = "bus", Arn = BusArn }],
        EventRules =
        [
            new EventRule
            {
                LogicalId = "Rule",
                Name = "rule",
                Arn = RuleArn,
                BusName = "bus",
                Pattern = Pattern("""{"source":["test"],"detail-type":["Changed"]}"""),
                Targets = [new EventTarget("T", TestFunctions.Arn("Target"), "$.detail", sample.Queues[0].Arn)],
            },
        ],
    });
}
