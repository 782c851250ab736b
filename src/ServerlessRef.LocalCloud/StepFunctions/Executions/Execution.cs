using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>One run of a state machine, and what happened in it.</summary>
internal sealed class Execution(StateMachine machine, string name, JsonNode? input, TimeProvider time)
{
    // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    private const int MaxEvents = 25_000;

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<HistoryEvent> _history = []; // guarded by _lock
    private ExecutionStatus _status; // guarded by _lock
    private string? _state; // guarded by _lock
    private int _waits; // guarded by _lock
    private DateTimeOffset? _stoppedAt; // guarded by _lock
    private JsonElement? _output; // guarded by _lock
    private string? _error; // guarded by _lock
    private string? _cause; // guarded by _lock

    public StateMachine Machine { get; } = machine;

    public string Name { get; } = name;

    public string Arn { get; } = $"{machine.Arn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";

    public JsonNode? Input { get; } = input;

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>Completes with the execution, however it ends.</summary>
    public Task Ended => _ended.Task;

    public bool IsRunning
    {
        get
        {
            lock (_lock)
            {
                return _status == ExecutionStatus.Running;
            }
        }
    }

    /// <exception cref="StateFailure">The execution has become too long.</exception>
    public void Enter(State state, JsonNode? data)
    {
        lock (_lock)
        {
            _state = state.Name;
            if (_history.Count >= MaxEvents)
            {
                throw StateFailure.Runtime($"The execution reached the maximum number of history events ({MaxEvents}).");
            }
        }

        Record($"{state.Kind}StateEntered", state.Name, data);
    }

    public void Record(string type, string? state = null, JsonNode? data = null, string? error = null, string? cause = null)
    {
        var shown = data is null ? (JsonElement?)null : JsonSerializer.SerializeToElement(data);
        lock (_lock)
        {
            _history.Add(new HistoryEvent(_history.Count + 1, time.GetUtcNow(), type, state, shown, error, cause));
        }
    }

    /// <summary>Nothing happens by itself until this is disposed of.</summary>
    public IDisposable Wait()
    {
        Count(1);
        return new Waiting(this);
    }

    public void Succeed(JsonNode? output)
    {
        Record("ExecutionSucceeded", data: output);
        End(ExecutionStatus.Succeeded, JsonSerializer.SerializeToElement(output), null, null);
    }

    public void Fail(string error, string? cause)
    {
        Record("ExecutionFailed", error: error, cause: cause);
        End(ExecutionStatus.Failed, null, error, cause);
    }

    public void TimeOut()
    {
        Record("ExecutionTimedOut", error: ErrorNames.Timeout);
        End(ExecutionStatus.TimedOut, null, ErrorNames.Timeout, null);
    }

    public ExecutionSnapshot Snapshot()
    {
        lock (_lock)
        {
            return new ExecutionSnapshot(
                Arn, Name, Machine.DisplayName, _status, _state, _waits > 0, StartedAt, _stoppedAt, JsonSerializer.SerializeToElement(Input), _output, _error, _cause);
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<HistoryEvent> History()
    {
        lock (_lock)
        {
            return [.. _history];
        }
    }

    private void End(ExecutionStatus status, JsonElement? output, string? error, string? cause)
    {
        lock (_lock)
        {
            (_status, _stoppedAt, _output, _error, _cause) = (status, time.GetUtcNow(), output, error, cause);
        }

        _ended.TrySetResult();
    }

    private void Count(int change)
    {
        lock (_lock)
        {
            _waits += change;
        }
    }

    private sealed class Waiting(Execution execution) : IDisposable
    {
        public void Dispose() => execution.Count(-1);
    }
}
