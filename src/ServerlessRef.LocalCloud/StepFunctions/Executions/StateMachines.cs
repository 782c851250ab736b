using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>The template's state machines and their executions. In memory: what still ran when the local cloud ends is gone.</summary>
/// <param name="dice">For jitter: from 0 up to 1.</param>
internal sealed class StateMachines(Cloud cloud, Timeline timeline, TimeProvider time, Func<double> dice, ILogger logger) : IAsyncDisposable
{
    private const int Kept = 2_000;

    private readonly ConcurrentDictionary<string, Execution> _executions = new(StringComparer.Ordinal); // by ARN
    private readonly RunningTasks _running = new();
    private volatile StepServices? _services;

    public TaskTokens Tokens { get; } = new();

    /// <summary>From now on executions can be started: there are functions to invoke.</summary>
    /// <param name="roleAllows">Whether the role (ARN) may do the action on the resource.</param>
    public void Begin(IFunctionInvoker functions, Func<string, string, string, bool> roleAllows) =>
        _services = new StepServices(functions, roleAllows, Tokens, dice, timeline, time);

    /// <param name="name">Null: one is made up.</param>
    /// <returns>The running execution of that name and input, or a new one.</returns>
    /// <exception cref="AwsError">StateMachineDoesNotExist, ExecutionAlreadyExists.</exception>
    public Execution Start(string machineArn, string? name, JsonNode? input)
    {
        var machine = cloud.StateMachines.FirstOrDefault(machine => machine.Arn == machineArn) ?? throw new AwsError("StateMachineDoesNotExist", 400, $"State Machine Does Not Exist: '{machineArn}'");
        var services = _running.Stopping.IsCancellationRequested ? null : _services;
        if (services is null)
        {
            throw new AwsError("ServiceUnavailable", 503, "The local cloud starts or ends; no execution can be started.");
        }

        var execution = new Execution(machine, name ?? InvocationIds.RequestId(), input, time);
        var known = _executions.GetOrAdd(execution.Arn, execution);
        if (known != execution)
        {
            return known.IsRunning && JsonNode.DeepEquals(known.Input, input)
                ? known
                : throw new AwsError("ExecutionAlreadyExists", 400, $"Execution Already Exists: '{known.Arn}'");
        }

        _running.Keep(
            new ExecutionRun(execution, services, logger).RunAsync(_running.Stopping),
            failure => logger.LogError(failure, "Execution {Execution} is lost", execution.Arn));
        ForgetOldest();
        return execution;
    }

    public Execution? Find(string executionArn) => _executions.GetValueOrDefault(executionArn);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ExecutionSnapshot> Snapshots() => [.. _executions.Values.Select(execution => execution.Snapshot()).OrderByDescending(snapshot => snapshot.StartedAt)];

    /// <summary>Of the execution of that name; null: there is none.</summary>
    public IReadOnlyList<HistoryEvent>? History(string name) => _executions.Values.FirstOrDefault(execution => execution.Name == name)?.History();

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    private void ForgetOldest()
    {
        if (_executions.Count > Kept)
        {
            foreach (var old in _executions.Values.Where(execution => !execution.IsRunning).OrderBy(execution => execution.StartedAt).Take(_executions.Count - Kept))
            {
                _executions.TryRemove(old.Arn, out _);
            }
        }
    }
}
