using Amazon.CDK;

namespace ServerlessRef.Infrastructure.Jobs;

/// <summary>The times of the job pipeline, each derived from the one before it.</summary>
internal static class JobTimes
{
    public static readonly Duration WorkerTimeout = Duration.Seconds(30);

    public static readonly Duration DeadLetterTimeout = Duration.Seconds(30);

    /// <summary>Longer than a worker can live, so that a live one never loses its job; shorter than <see cref="Visibility"/>, so that a returning message finds a dead one's job free.</summary>
    public static readonly Duration Lease = Duration.Seconds(2 * WorkerTimeout.ToSeconds());

    /// <summary>Six times the function's timeout (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).</summary>
    public static readonly Duration Visibility = Duration.Seconds(6 * WorkerTimeout.ToSeconds());

    /// <summary>The same rule for the dead-letter queue and its consumer.</summary>
    public static readonly Duration DeadLetterVisibility = Duration.Seconds(6 * DeadLetterTimeout.ToSeconds());
}
