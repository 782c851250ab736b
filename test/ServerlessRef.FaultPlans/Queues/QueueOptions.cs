namespace ServerlessRef.FaultPlans.Queues;

/// <summary>What a queue is created with.</summary>
internal sealed record QueueOptions
{
    /// <summary>How long a received message stays hidden.</summary>
    public required TimeSpan Visibility { get; init; }

    /// <summary>Receives after which the next one makes it a dead letter; no limit when null.</summary>
    public int? MaxReceiveCount { get; init; }
}
