namespace ServerlessRef.LocalCloud.Model;

internal sealed record Queue
{
    public required string LogicalId { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>The URL functions get: it leads to the local AWS front, <c>http://127.0.0.1:PORT/000000000000/NAME</c>.</summary>
    public required string Url { get; init; }

    public bool Fifo { get; init; }

    /// <summary>Of a FIFO queue: a message without a deduplication id has its body's hash for one.</summary>
    public bool DeduplicatesByContent { get; init; }

    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(4);

    public TimeSpan Delay { get; init; }

    public TimeSpan ReceiveWait { get; init; }

    public int MaxMessageBytes { get; init; } = 1_048_576;

    public RedrivePolicy? Redrive { get; init; }

    /// <summary>Statements of its queue policies.</summary>
    public IReadOnlyList<PolicyStatement> Policy { get; init; } = [];
}

internal sealed record RedrivePolicy(string DeadLetterQueueArn, int MaxReceiveCount);

internal sealed record EventSourceMapping
{
    public required string LogicalId { get; init; }

    public required string QueueArn { get; init; }

    /// <summary>May carry an alias.</summary>
    public required string FunctionArn { get; init; }

    public int BatchSize { get; init; } = 10;

    public TimeSpan MaximumBatchingWindow { get; init; }

    /// <summary>False: whatever the function answers, a batch that did not throw is deleted whole.</summary>
    public bool ReportBatchItemFailures { get; init; }

    public int? MaximumConcurrency { get; init; }

    public bool Enabled { get; init; } = true;
}

internal sealed record Schedule
{
    public required string LogicalId { get; init; }

    public required string Name { get; init; }

    /// <summary>Of <c>rate(…)</c>.</summary>
    public required TimeSpan Rate { get; init; }

    public required string TargetArn { get; init; }

    public required string RoleArn { get; init; }

    /// <summary>JSON given to the function.</summary>
    public string Input { get; init; } = "{}";

    /// <summary>A queue for runs it could not start; null: they are dropped.</summary>
    public string? DeadLetterArn { get; init; }

    public bool Enabled { get; init; } = true;
}
