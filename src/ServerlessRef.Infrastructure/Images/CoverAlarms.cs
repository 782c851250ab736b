using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;
using ServerlessRef.Infrastructure.Monitoring;

namespace ServerlessRef.Infrastructure.Images;

/// <summary>What somebody must look at so that no uploaded picture is lost.</summary>
internal sealed class CoverAlarms : Construct
{
    private readonly SnsAction _notify;

    public CoverAlarms(Construct scope, string id, CoverAlarmsProps props)
        : base(scope, id)
    {
        _notify = new SnsAction(props.Topic);

        CreateCoverLost(props);
        CreateCoversBehind(props);
        Create("ThumbnailFailing", FunctionFailing.Of("Thumbnail", props.Thumbnail));
    }

    private void CreateCoverLost(CoverAlarmsProps props) => Create("CoverGivenUp", new AlarmProps
    {
        AlarmDescription = "An upload could not be worked on in five attempts. Look into Thumbnail's log, mend the cause, then redrive the queue.",
        Metric = props.Queue.DeadLetters.MetricApproximateNumberOfMessagesVisible(Maximum()),
        Threshold = 1,
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    });

    private void CreateCoversBehind(CoverAlarmsProps props) => Create("CoversBehind", new AlarmProps
    {
        AlarmDescription = "An upload has waited for five minutes. Look for throttles and errors of Thumbnail.",
        Metric = props.Queue.Queue.MetricApproximateAgeOfOldestMessage(Maximum()),
        Threshold = Duration.Minutes(5).ToSeconds(),
        ComparisonOperator = ComparisonOperator.GREATER_THAN_THRESHOLD,
        EvaluationPeriods = 3,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    });

    private void Create(string id, AlarmProps props) => new Alarm(this, id, props).AddAlarmAction(_notify);

    private static MetricOptions Maximum() => new() { Statistic = Stats.MAXIMUM, Period = Duration.Minutes(1) };
}
