namespace ServerlessRef.Bench.Scaling;

/// <summary>What AWS publishes about how fast and how far the job pipeline's services grow, as of November 2026, without quotas that are raised on request.</summary>
internal static class PublishedLimits
{
    /// <summary>Batches an event source mapping begins with (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).</summary>
    public const int FirstPollers = 5;

    /// <summary>Batches a mapping adds a minute while messages wait (same page).</summary>
    public const int PollersPerMinute = 300;

    /// <summary>Environments one function may gain in ten seconds (https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html).</summary>
    public const int EnvironmentsPerTenSeconds = 1_000;

    /// <summary>Invocations at a time in an account and region, all functions together (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).</summary>
    public const int AccountConcurrency = 1_000;

    /// <summary>Write units a second of a new on-demand table (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html).</summary>
    public const int TableWriteUnits = 4_000;

    /// <summary>Write units a second of one partition (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html).</summary>
    public const int PartitionWriteUnits = 1_000;

    /// <summary>Messages of a standard queue received and not yet deleted (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html).</summary>
    public const int MessagesInFlight = 120_000;

    /// <summary>Messages of one receive, delete or send request of SQS (same page).</summary>
    public const int MessagesPerRequest = 10;

    /// <summary>Requests a second through API Gateway, an account and region (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).</summary>
    public const int GatewayRequests = 10_000;

    /// <summary>MB that make one vCPU (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html).</summary>
    public const double MegabytesPerVcpu = 1_769;
}
