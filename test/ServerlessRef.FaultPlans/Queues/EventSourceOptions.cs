namespace ServerlessRef.FaultPlans.Queues;

/// <summary>How an event source mapping feeds a function.</summary>
internal sealed record EventSourceOptions
{
    /// <summary>Most messages of one invocation.</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>Most invocations at a time.</summary>
    public int MaximumConcurrency { get; init; } = 20;

    /// <summary>Invocations beyond it are throttled after their messages were received: reserved concurrency without a maximum on the mapping.</summary>
    public int ReservedConcurrency { get; init; } = int.MaxValue;

    /// <summary>Whether the function's answer says which messages failed.</summary>
    public bool ReportBatchItemFailures { get; init; } = true;
}
