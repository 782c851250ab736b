using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.EventSources;

/// <summary>The template's event source mappings from queues to functions.</summary>
/// <param name="roleAllows">Whether the role (ARN) may do the action on the resource.</param>
internal sealed class SqsEventSources(
    Cloud cloud,
    SqsEngineClient queues,
    IFunctionInvoker functions,
    Func<string, string, string, bool> roleAllows,
    FaultInjector? faults,
    Timeline timeline,
    TimeProvider time,
    ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly List<SqsPoller> _pollers = [];

    /// <summary>Begins to poll. A mapping AWS would refuse is logged as an error, shown as refused and does nothing.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var logger = loggers.CreateLogger<SqsEventSources>();
        foreach (var mapping in cloud.EventSourceMappings)
        {
            var poller = new SqsPoller(mapping, cloud.Region, queues, functions, faults, timeline, time, logger);
            _pollers.Add(poller);
            if (MappingProblems.Find(mapping, cloud, roleAllows) is { } problem)
            {
                poller.Refuse(problem);
            }
            else if (mapping.Enabled)
            {
                poller.Start();
            }
        }

        return Task.CompletedTask;
    }

    public IReadOnlyList<EventSourceSnapshot> Snapshots() => [.. _pollers.Select(poller => poller.Snapshot())];

    /// <summary>Stops receiving and gives batches under way a moment; what is not done then becomes visible again by itself.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_pollers.Select(poller => poller.DisposeAsync().AsTask()));
}
