using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.EventSources;

/// <summary>Fills a batch: up to BatchSize messages, for up to MaximumBatchingWindow after the first one, up to what an event may weigh.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html</remarks>
internal sealed class BatchGatherer(EventSourceMapping mapping, string queueName, SqsEngineClient queues, TimeProvider time)
{
    /// <summary>What one ReceiveMessage returns at most.</summary>
    private const int ReceiveMax = 10;

    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<SqsMessage>> GatherAsync(CancellationToken cancellationToken)
    {
        List<SqsMessage> batch = [.. await ReceiveAsync(mapping.BatchSize, LongPoll, cancellationToken)];
        if (batch.Count == 0)
        {
            return batch;
        }

        var first = time.GetTimestamp();
        while (batch.Count < mapping.BatchSize && BatchSplitter.Weight(batch) < BatchSplitter.MaxBytes)
        {
            // SQS waits whole seconds.
            var wait = TimeSpan.FromSeconds(Math.Round((mapping.MaximumBatchingWindow - time.GetElapsedTime(first)).TotalSeconds));
            if (wait <= TimeSpan.Zero)
            {
                break;
            }

            batch.AddRange(await ReceiveAsync(mapping.BatchSize - batch.Count, wait < LongPoll ? wait : LongPoll, cancellationToken));
        }

        return batch;
    }

    private Task<IReadOnlyList<SqsMessage>> ReceiveAsync(int wanted, TimeSpan wait, CancellationToken cancellationToken)
        => queues.ReceiveAsync(queueName, Math.Min(wanted, ReceiveMax), wait, visibility: null, cancellationToken);
}
