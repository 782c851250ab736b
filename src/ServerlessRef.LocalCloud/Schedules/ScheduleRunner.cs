using System.Collections.Concurrent;
using System.Text;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Schedules;

/// <summary>One schedule: its clock, its runs and their retries. A run does not wait for the one before.</summary>
internal sealed class ScheduleRunner : IAsyncDisposable
{
    private const string SchedulerService = "scheduler.amazonaws.com";

    private readonly Cloud _cloud;
    private readonly IFunctionInvoker _functions;
    private readonly MissedRuns _missed;
    private readonly Func<string, string, string, bool> _roleAllows;
    private readonly Timeline _timeline;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private DateTimeOffset? _nextRun; // guarded by _lock
    private DateTimeOffset? _lastRun; // guarded by _lock
    private string? _lastOutcome; // guarded by _lock
    private long _runs; // guarded by _lock

    public ScheduleRunner(
        Schedule schedule,
        Cloud cloud,
        IFunctionInvoker functions,
        MissedRuns missed,
        Func<string, string, string, bool> roleAllows,
        Timeline timeline,
        TimeProvider time,
        ILogger logger)
    {
        Schedule = schedule;
        _cloud = cloud;
        _functions = functions;
        _missed = missed;
        _roleAllows = roleAllows;
        _timeline = timeline;
        _time = time;
        _logger = logger;
    }

    public Schedule Schedule { get; }

    public void Start()
    {
        if (!Schedule.Enabled)
        {
            return;
        }

        lock (_lock)
        {
            _nextRun = _time.GetUtcNow() + Schedule.Rate;
        }

        _timer = _time.CreateTimer(_ => Tick(), null, Schedule.Rate, Schedule.Rate);
    }

    public ScheduleSnapshot Snapshot()
    {
        lock (_lock)
        {
            return new ScheduleSnapshot(Schedule.Name, Schedule.Rate, Schedule.TargetArn, Schedule.Enabled, _nextRun, _lastRun, _lastOutcome, _runs);
        }
    }

    public async Task<InvokeResult> RunNowAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        CountRun();
        return await AttemptAsync(InvocationIds.RequestId(), attempt: 1, _time.GetUtcNow(), either.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }

        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Keys);
        _stopping.Dispose();
    }

    private void Tick()
    {
        DateTimeOffset scheduledTime;
        lock (_lock)
        {
            scheduledTime = _nextRun ?? _time.GetUtcNow();
            _nextRun = scheduledTime + Schedule.Rate;
        }

        CountRun();
        var run = RunAsync(scheduledTime);
        _running[run] = true;
        _ = run.ContinueWith(finished => _running.TryRemove(finished, out _), TaskScheduler.Default);
    }

    private void CountRun()
    {
        lock (_lock)
        {
            _lastRun = _time.GetUtcNow();
            _runs++;
        }
    }

    private async Task RunAsync(DateTimeOffset scheduledTime)
    {
        var executionId = InvocationIds.RequestId();
        var begun = _time.GetTimestamp();
        var retries = new AsyncRetries();
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var result = await AttemptAsync(executionId, attempt, scheduledTime, _stopping.Token);
                if (retries.After(result.Outcome, _time.GetElapsedTime(begun)) is not { } delay)
                {
                    return;
                }

                await Task.Delay(delay, _time, _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Everything stops.
        }
        catch (Exception failure)
        {
            Record("PROBLEM: " + failure.Message);
            _logger.LogError(failure, "Schedule {Schedule} could not invoke {Target}", Schedule.Name, Schedule.TargetArn);
        }
    }

    private async Task<InvokeResult> AttemptAsync(string executionId, int attempt, DateTimeOffset scheduledTime, CancellationToken cancellationToken)
    {
        var input = ScheduleInput.Resolve(Schedule, _cloud, executionId, attempt, scheduledTime);
        if (Refusal() is { } refusal)
        {
            Record("AccessDenied: " + refusal);
            _logger.LogError("Schedule {Schedule} may not invoke {Target}: {Reason}", Schedule.Name, Schedule.TargetArn, refusal);
            await _missed.ReportAsync(input, refusal, executionId, scheduledTime, cancellationToken);
            return new InvokeResult(InvokeOutcome.AccessDenied, LambdaErrors.Error("AccessDeniedException", refusal), executionId);
        }

        var caller = new InvokeCaller(null, null, Schedule.RoleArn);
        using var flow = _timeline.Enter(_timeline.Begin());
        var began = _time.GetUtcNow();
        var result = await _functions.InvokeAsync(Schedule.TargetArn, Encoding.UTF8.GetBytes(input), caller, cancellationToken);
        Record(result.Outcome.ToString());
        _timeline.Add("schedule", Schedule.Name, result.Outcome.ToString(), began, result.Outcome != InvokeOutcome.Success);
        return result;
    }

    private string? Refusal()
    {
        if (_cloud.Roles.FirstOrDefault(role => role.Arn == Schedule.RoleArn) is { } role && !role.TrustedServices.Contains(SchedulerService))
        {
            return $"the execution role {role.Name} must allow AWS EventBridge Scheduler to assume the role; it trusts [{string.Join(", ", role.TrustedServices)}], not {SchedulerService}";
        }

        return _roleAllows(Schedule.RoleArn, "lambda:InvokeFunction", Schedule.TargetArn)
            ? null
            : $"{Schedule.RoleArn} is not authorized to perform: lambda:InvokeFunction on resource: {Schedule.TargetArn}";
    }

    private void Record(string outcome)
    {
        lock (_lock)
        {
            _lastOutcome = outcome;
        }
    }
}
