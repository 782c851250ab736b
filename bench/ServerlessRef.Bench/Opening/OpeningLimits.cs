namespace ServerlessRef.Bench.Opening;

/// <summary>What DynamoDB lets through, and what a sign-up asks of it. Times in seconds, units are write units of 1 KB.</summary>
internal sealed record OpeningLimits
{
    /// <summary>Units a second of one partition key (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html).</summary>
    public double PartitionUnits { get; init; } = 1_000;

    /// <summary>
    /// Units a second of the table: the default quota. A table that was never warmed up begins with 4,000
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html).
    /// </summary>
    public double TableUnits { get; init; } = 40_000;

    /// <summary>
    /// How long a transaction keeps others from its items: AWS says that they conflict, not for how long, so that this is an assumption
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html).
    /// </summary>
    public double ConflictWindow { get; init; } = 0.010;

    /// <summary>Units of one item of up to 1 KB in a transaction: one to prepare it, one to commit it.</summary>
    public double UnitsOfAnItem { get; init; } = 2;

    /// <summary>Items of a sign-up in its pool's partition: counter and registration.</summary>
    public int ItemsInThePool { get; init; } = 2;

    /// <summary>Items of a sign-up in all: mail guard and ticket job have partitions of their own.</summary>
    public int Items { get; init; } = 4;

    /// <summary>Partitions of the jobs index; each sign-up writes one unit to one of them, and an index without units holds the table up.</summary>
    public int IndexShards { get; init; } = 8;

    /// <summary>Attempts of one request, with full jitter over a doubling bound between them (ServerlessRef.Functions' Backoff).</summary>
    public int Attempts { get; init; } = 8;

    public double FirstWait { get; init; } = 0.020;

    public double LongestWait { get; init; } = 0.640;
}
