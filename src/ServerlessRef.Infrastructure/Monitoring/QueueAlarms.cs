using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.SQS;

namespace ServerlessRef.Infrastructure.Monitoring;

/// <summary>The alarms of queues.</summary>
internal static class QueueAlarms
{
    /// <summary>Of a queue nobody consumes: one message is a reason to look.</summary>
    public static AlarmProps NotEmpty(IQueue queue, string description) => new()
    {
        AlarmDescription = description,
        Metric = queue.MetricApproximateNumberOfMessagesVisible(Maximum),
        Threshold = 1,
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    };

    /// <summary>Of a queue with a consumer, which holds nothing for long: a message is older than five minutes.</summary>
    /// <param name="minutes">In a row, before it is told.</param>
    public static AlarmProps Behind(IQueue queue, int minutes, string description) => new()
    {
        AlarmDescription = description,
        Metric = queue.MetricApproximateAgeOfOldestMessage(Maximum),
        Threshold = Duration.Minutes(5).ToSeconds(),
        ComparisonOperator = ComparisonOperator.GREATER_THAN_THRESHOLD,
        EvaluationPeriods = minutes,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    };

    private static MetricOptions Maximum => new() { Statistic = Stats.MAXIMUM, Period = Duration.Minutes(1) };
}
