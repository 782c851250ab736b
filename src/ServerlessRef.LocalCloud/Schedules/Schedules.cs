using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Schedules;

/// <summary>The template's EventBridge Scheduler schedules. A rate runs for the first time one period after the start.</summary>
/// <param name="roleAllows">Whether the role (ARN) may do the action on the resource.</param>
internal sealed class Schedules(
    Cloud cloud,
    IFunctionInvoker functions,
    SqsEngineClient queues,
    Func<string, string, string, bool> roleAllows,
    Timeline timeline,
    TimeProvider time,
    ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger<Schedules>();
    private List<ScheduleRunner> _runners = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _runners = [.. cloud.Schedules.Select(schedule => new ScheduleRunner(schedule, cloud, functions, new MissedRuns(schedule, cloud, queues, roleAllows, _logger), roleAllows, timeline, time, _logger))];
        foreach (var runner in _runners)
        {
            runner.Start();
        }

        return Task.CompletedTask;
    }

    public IReadOnlyList<ScheduleSnapshot> Snapshots() => [.. _runners.Select(runner => runner.Snapshot())];

    /// <summary>Runs a schedule's target once, now, without retries; a disabled schedule too.</summary>
    /// <param name="name">Name or logical id.</param>
    /// <exception cref="AwsError">404 ResourceNotFoundException: no such schedule.</exception>
    public Task<InvokeResult> RunNowAsync(string name, CancellationToken cancellationToken)
    {
        var runner = _runners.FirstOrDefault(runner => runner.Schedule.Name == name || runner.Schedule.LogicalId == name)
            ?? throw new AwsError("ResourceNotFoundException", 404, $"Schedule {name} does not exist; there are: {string.Join(", ", _runners.Select(runner => runner.Schedule.Name))}.");
        return runner.RunNowAsync(cancellationToken);
    }

    /// <summary>No further runs; retries that wait are dropped.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_runners.Select(runner => runner.DisposeAsync().AsTask()));
}
