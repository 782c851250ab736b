namespace ServerlessRef.Domain.Contracts;

/// <summary>How the worker takes jobs from its queue; docs/scaling.md says what follows from these numbers.</summary>
public static class JobBatch
{
    /// <summary>Messages of one invocation at most; 1–10, more would need a batching window (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html). Applied by the event source mapping.</summary>
    public const int Size = 10;

    /// <summary>Messages of a batch the worker works on at a time; 1–<see cref="Size"/>. A job waits for the table most of its time: another one's turn.</summary>
    public const int AtOnce = 5;

    /// <summary>Invocations of the worker at a time; 2–1,000 (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html). Applied by the event source mapping.</summary>
    public const int MaximumConcurrency = 20;
}
