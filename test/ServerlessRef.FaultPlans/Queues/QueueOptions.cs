namespace ServerlessRef.FaultPlans.Queues;

/// <summary>What a queue is created with.</summary>
internal sealed record QueueOptions
{
    /// <summary>How long a received message stays hidden.</summary>
    public required TimeSpan Visibility { get; init; }

    /// <summary>Receives after which the next one makes it a dead letter; no limit when null.</summary>
    public int? MaxReceiveCount { get; init; }

    /// <summary>
    /// FIFO: the messages of a group in the order sent, none of a group while others of it are in flight, one message for each deduplication id
    /// in five minutes (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html).
    /// </summary>
    public bool IsFifo { get; init; }

    /// <summary>False: a FIFO queue gives a group's messages in any order, also beside those in flight; for a broken variant.</summary>
    public bool KeepsOrder { get; init; } = true;
}
