namespace ServerlessRef.LocalCloud.Faults;

/// <summary>What goes wrong, and how often: <c>--faults FILE</c>. The same seed and the same calls give the same faults. docs/faults.md describes the file.</summary>
/// <param name="Seed">0 or more.</param>
/// <param name="Rules">Looked at in order; the first that strikes decides.</param>
/// <param name="Deliveries">What happens to messages on their way.</param>
/// <param name="ClockOffsets">By function's display name: how far its clock is ahead (or, negative, behind).</param>
internal sealed record FaultPlan(int Seed, IReadOnlyList<FaultRule> Rules, DeliveryFaults Deliveries, IReadOnlyDictionary<string, TimeSpan> ClockOffsets)
{
    /// <summary>Before the first retry of an asynchronous invocation, and half of the wait before the second; null: as Lambda does, a minute.</summary>
    public TimeSpan? AsyncRetry { get; init; }

    public static FaultPlan Empty { get; } = new(0, [], new DeliveryFaults(0, 0, TimeSpan.Zero, 0), new Dictionary<string, TimeSpan>());
}

/// <summary>One kind of fault of one kind of call.</summary>
/// <param name="Service"><c>dynamodb</c>, <c>sqs</c>, <c>s3</c>, <c>sns</c>, <c>ses</c>, <c>states</c>, <c>runtime</c> (the calls a function makes to Lambda's Runtime API), <c>events</c> (the steps of EventBridge and SNS) or <c>engine</c> (the writes a transaction is made of).</param>
/// <param name="Action">As the call log shows it behind the colon, or <c>*</c>; of <c>runtime</c>: <c>Response</c>; of <c>events</c>: <c>PutEvents</c> (a pipe's), <c>InvokeTarget</c> (a rule's) and <c>Deliver</c> (a topic's to a subscription); of <c>engine</c>: <c>UpdateItem</c> and <c>BatchWriteItem</c>.</param>
/// <param name="Function">Display name of the function that calls; of <c>InvokeTarget</c>: of the function or state machine that is called; of <c>Deliver</c>: the protocol; null: any.</param>
/// <param name="Probability">Of striking, for each call from <paramref name="Nth"/> on.</param>
/// <param name="Nth">The first matching call it may strike, 1 or more.</param>
/// <param name="Times">How often it strikes at most.</param>
internal sealed record FaultRule(
    string Service,
    string Action,
    string? Function,
    double Probability,
    int Nth,
    int Times,
    FaultMoment When,
    FaultKind Kind,
    string? Code,
    int Status,
    TimeSpan Length);

/// <param name="Duplicate">Probability that a message is delivered a second time.</param>
/// <param name="Delay">Probability that a message is delivered later, by <paramref name="DelayBy"/>.</param>
/// <param name="Reorder">Probability that a batch arrives in another order.</param>
internal sealed record DeliveryFaults(double Duplicate, double Delay, TimeSpan DelayBy, double Reorder)
{
    public DeliveryHops Hops { get; init; } = DeliveryHops.All;
}

/// <summary>Where something is delivered at least once.</summary>
[Flags]
internal enum DeliveryHops
{
    None = 0,

    /// <summary>From a queue to its function.</summary>
    Queue = 1,

    /// <summary>From a bucket to the queue it notifies.</summary>
    Notification = 2,

    /// <summary>From a table's stream to a pipe, whose batches keep their order.</summary>
    Stream = 4,

    /// <summary>From a rule to its target.</summary>
    Target = 8,

    All = Queue | Notification | Stream | Target,
}

internal enum FaultMoment
{
    /// <summary>The call has no effect.</summary>
    Before,

    /// <summary>Of a kill: the call is carried to its end while its caller dies.</summary>
    During,

    /// <summary>The call took effect; its reply is what suffers.</summary>
    After,
}

internal enum FaultKind
{
    /// <summary>Answered with <see cref="FaultRule.Code"/> and <see cref="FaultRule.Status"/>.</summary>
    Fail,

    /// <summary>Refused as the service refuses what comes too fast.</summary>
    Throttle,

    /// <summary>Takes <see cref="FaultRule.Length"/> longer.</summary>
    Delay,

    /// <summary>Never answered: the caller gives up by itself.</summary>
    Hang,

    /// <summary>The connection breaks instead of an answer.</summary>
    Drop,

    /// <summary>The calling function's process is killed.</summary>
    Kill,

    /// <summary>The calling function's process stands still for <see cref="FaultRule.Length"/> and then goes on.</summary>
    Pause,

    /// <summary>The local cloud itself is killed, as by a power cut.</summary>
    Crash,
}
