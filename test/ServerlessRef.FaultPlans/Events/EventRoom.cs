using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.LocalCloud.Bus;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Pipes;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Tracing;
using ServerlessRef.PromotionTasks;

namespace ServerlessRef.FaultPlans.Events;

/// <summary>
/// Pipe, bus, asynchronous invocations and state machines: the local cloud's own, run on the simulated clock over what the template sets.
/// </summary>
internal sealed class EventRoom : IAsyncDisposable
{
    // Lambda waits one minute before the second attempt of an event and two before the third, the pipe half a minute at most; and a little.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(3);

    private readonly LocalCloud.Model.Cloud _template;
    private readonly Pipe _pipe;
    private readonly HopQueues _given = new();
    private readonly HttpClient _http;
    private readonly Timeline _timeline;
    private readonly SimulatedTime _time;
    private readonly ChangeStream _stream;
    private EventFunctions? _functions;
    private AsyncInvoker? _events;
    private EventBuses? _buses;
    private PipeRunner? _runner;

    /// <param name="dice">Jitter of the workflow's retries.</param>
    public EventRoom(ChangeStream stream, SimulatedTime time, Random dice, Variant variant)
    {
        (_stream, _time) = (stream, time);
        _template = EventVariants.Alter(EventTemplate.Read(), variant);
        _pipe = _template.Pipes.Single();
        _http = new HttpClient(_given);
        _timeline = new Timeline(time.True);
        Machines = new StateMachines(_template, _timeline, time.True, dice.NextDouble, NullLogger.Instance);
    }

    public StateMachines Machines { get; }

    /// <summary>Whether a hop has given something up, which waits for an operator.</summary>
    public bool HasGivenUp => !_given.IsEmpty;

    /// <summary>Whether nothing is under way, nor waits for another attempt.</summary>
    public bool IsQuiet => _functions is null || (_stream.IsRead && _functions.Running == 0 && _buses!.Waiting == 0 && _time.Now - _functions.LastEnded > LongestWait
        && Machines.Snapshots().All(execution => execution.Status != ExecutionStatus.Running));

    /// <summary>Starts reading the stream.</summary>
    /// <param name="refuses">Whether the bus takes no event at the moment.</param>
    public void Start(EventFunctions functions, Func<bool> refuses)
    {
        bool Allows(string role, string action, string resource) => action != "events:PutEvents" || !refuses();

        _functions = functions;
        var queues = new SqsEngineClient(_http, new Uri("http://127.0.0.1:1"));
        Machines.Begin(functions, Allows);
        _events = new AsyncInvoker(_template, functions, queues, Allows, faults: null, _time.True, NullLogger<AsyncInvoker>.Instance);
        _buses = new EventBuses(_template, _events, Machines, queues, Allows, new ServicePermissions(_template), faults: null, _timeline, _time.True, NullLogger<EventBuses>.Instance);
        _runner = new PipeRunner(_pipe, _stream.Reader, functions, _buses, queues, Allows, faults: null, _timeline, _time.True, NullLogger.Instance);
        _runner.Start();
    }

    /// <summary>What the schedule that looks after kept seats sends, to the function its target is.</summary>
    public Task ReconcileAsync()
    {
        var machine = _template.StateMachines.Single().Arn;
        var input = new PromotionInput(PromotionTask.Reconcile, StateMachine: machine);
        var function = _template.Functions.Single(function => function.Name.Contains("Promotion", StringComparison.Ordinal)).Arn;
        return _functions!.InvokeAsync(function, JsonSerializer.SerializeToUtf8Bytes(input, PromotionJson.Default.PromotionInput), new InvokeCaller("scheduler.amazonaws.com", null), CancellationToken.None);
    }

    /// <summary>What an operator does with what hops gave up (docs/runbook.md): events are put on the bus again, places of the stream read again.</summary>
    /// <returns>How many of them there were.</returns>
    public async Task<int> RedriveAsync()
    {
        var given = _given.TakeAll();
        foreach (var (_, body) in given)
        {
            if (body["DDBStreamBatchInfo"] is { } place)
            {
                _stream.ReadAgain((string)place["startSequenceNumber"]!, (string)place["endSequenceNumber"]!);
            }
            else
            {
                var detail = body["requestPayload"] ?? body["detail"]!;
                await _buses!.PutAsync(_pipe.TargetArn, _pipe.EventSource, _pipe.DetailType, JsonSerializer.SerializeToElement(detail), CancellationToken.None);
            }
        }

        return given.Count;
    }

    public async ValueTask DisposeAsync()
    {
        if (_runner is { } runner)
        {
            await runner.DisposeAsync();
            await _buses!.DisposeAsync();
            await _events!.DisposeAsync();
        }

        await Machines.DisposeAsync();
        _http.Dispose();
        _given.Dispose();
    }
}
