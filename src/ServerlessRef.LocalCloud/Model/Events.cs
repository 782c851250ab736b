using ServerlessRef.LocalCloud.Patterns;

namespace ServerlessRef.LocalCloud.Model;

/// <summary>From a table's stream, through filters and a function, to a bus.</summary>
internal sealed record Pipe
{
    public required string LogicalId { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>Of a table's stream.</summary>
    public required string SourceArn { get; init; }

    public required string RoleArn { get; init; }

    /// <summary>A record that matches one passes; none: all pass.</summary>
    public IReadOnlyList<EventPattern> Filters { get; init; } = [];

    public int BatchSize { get; init; } = 100;

    public TimeSpan BatchingWindow { get; init; }

    /// <summary>After the first attempt; null: until the record is too old.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>Null: as long as the stream keeps it.</summary>
    public TimeSpan? MaximumRecordAge { get; init; }

    /// <summary>A batch that fails is tried again in halves.</summary>
    public bool Bisects { get; init; }

    public string? DeadLetterArn { get; init; }

    /// <summary>A function that turns a batch into what the target gets; null: the records themselves.</summary>
    public string? EnrichmentArn { get; init; }

    /// <summary>Of a bus.</summary>
    public required string TargetArn { get; init; }

    public required string EventSource { get; init; }

    public required string DetailType { get; init; }

    public bool Enabled { get; init; } = true;
}

internal sealed record EventBus
{
    public required string LogicalId { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }
}

internal sealed record EventRule
{
    public required string LogicalId { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required string BusName { get; init; }

    public required EventPattern Pattern { get; init; }

    public IReadOnlyList<EventTarget> Targets { get; init; } = [];

    public bool Enabled { get; init; } = true;
}

/// <param name="Arn">Of a function, which may carry an alias, or of a state machine.</param>
/// <param name="InputPath">For example <c>$.detail</c>; null: the whole event.</param>
/// <param name="DeadLetterArn">Gets what cannot be handed over.</param>
/// <param name="RoleArn">Starts the state machine; null: a function's own policy decides.</param>
internal sealed record EventTarget(string Id, string Arn, string? InputPath, string? DeadLetterArn, string? RoleArn = null)
{
    /// <summary>Null: the event, or its part.</summary>
    public InputTransformer? Transformer { get; init; }

    /// <summary>After the first attempt, of what the target may take later.</summary>
    public int MaximumRetryAttempts { get; init; } = 185;

    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromHours(24);
}

/// <summary>How Lambda treats asynchronous invocations of a function or an alias.</summary>
internal sealed record AsyncInvocation
{
    /// <summary>Name, or <c>name:alias</c>.</summary>
    public required string Function { get; init; }

    public int MaximumRetryAttempts { get; init; } = 2;

    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromHours(6);

    /// <summary>A queue; null: what fails for good is dropped.</summary>
    public string? OnFailureArn { get; init; }
}

internal sealed record Topic
{
    public required string LogicalId { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];

    /// <summary>Statements of its topic policies.</summary>
    public IReadOnlyList<PolicyStatement> Policy { get; init; } = [];
}

/// <summary>What SES sends mails through.</summary>
/// <param name="SendingEnabled">False: it refuses every mail.</param>
internal sealed record ConfigurationSet(string Name, string Arn, bool SendingEnabled);

/// <param name="Protocol"><c>email</c> or <c>sms</c>.</param>
/// <param name="Filter">On message attributes; null: everything.</param>
/// <param name="DeadLetterArn">A queue for what cannot be delivered; null: it is dropped.</param>
internal sealed record Subscription(string TopicArn, string Protocol, string Endpoint, EventPattern? Filter, string? DeadLetterArn = null);
