using ServerlessRef.FaultPlans.Simulation;

namespace ServerlessRef.FaultPlans.Queues;

/// <summary>Feeds a queue to a function, in batches, and deletes what it handled.</summary>
/// <param name="invoke">Runs the function; ids of the messages that failed, or null when the invocation did.</param>
/// <param name="deleting">Sees each message before it is deleted.</param>
internal sealed class VirtualEventSource(
    VirtualQueue queue,
    SimulatedTime time,
    EventSourceOptions options,
    Func<IReadOnlyList<QueueMessage>, Task<IReadOnlyCollection<string>?>> invoke,
    Action<QueueMessage>? deleting = null)
{
    private static readonly TimeSpan PollLatency = TimeSpan.FromMilliseconds(20);

    private SimulatedTime.Due? _next;
    private DateTimeOffset _nextAt;

    /// <summary>Invocations under way.</summary>
    public int Running { get; private set; }

    public void Start()
    {
        queue.Changed = Wake;
        Wake();
    }

    private void Wake() => PollAt(time.Now + PollLatency);

    private void PollAt(DateTimeOffset at)
    {
        if (_next is null || _nextAt > at)
        {
            _next?.Cancel();
            _nextAt = at;
            _next = time.After(at - time.Now, Poll);
        }
    }

    private void Poll()
    {
        _next = null;
        while (Running < options.MaximumConcurrency && queue.Receive(options.BatchSize) is { Count: > 0 } batch)
        {
            if (Running < options.ReservedConcurrency)
            {
                _ = InvokeAsync(batch);
            }
        }

        // With every slot taken the next end of an invocation polls again.
        if (Running < options.MaximumConcurrency && queue.NextVisibleAt is { } at)
        {
            PollAt(at);
        }
    }

    private async Task InvokeAsync(IReadOnlyList<QueueMessage> batch)
    {
        Running++;
        var failed = await invoke(batch);
        Running--;

        // An id that is not of the batch makes all of it a failure (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
        var isAnswer = failed is not null && failed.All(id => batch.Any(message => message.Id == id));
        if (isAnswer || (failed is not null && !options.ReportBatchItemFailures))
        {
            var kept = options.ReportBatchItemFailures ? failed! : [];
            foreach (var message in batch.Where(message => !kept.Contains(message.Id)))
            {
                deleting?.Invoke(message);
                queue.Delete(message.Handle);
            }
        }

        Wake();
    }
}
