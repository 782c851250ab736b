using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Infrastructure.Monitoring;

namespace ServerlessRef.Infrastructure.Waitlist;

/// <summary>What somebody must look at so that nobody waits for a place in vain.</summary>
internal sealed class WaitlistAlarms : Construct
{
    private readonly SnsAction _notify;

    public WaitlistAlarms(Construct scope, string id, WaitlistAlarmsProps props)
        : base(scope, id)
    {
        _notify = new SnsAction(props.Topic);

        CreateBehind(props.Queue.Queue);
        CreateDeadLettersStuck(props.Queue.DeadLetters);
        Create("WaitlistFailing", FunctionFailing.Of("Waitlist", props.Function));
    }

    private void CreateBehind(Queue queue) => Create("WaitlistBehind", new AlarmProps
    {
        AlarmDescription = "An entry has waited for its place for five minutes; all after it of its event wait too. Look for throttles and errors of Waitlist.",
        Metric = queue.MetricApproximateAgeOfOldestMessage(Maximum()),
        Threshold = Duration.Minutes(5).ToSeconds(),
        ComparisonOperator = ComparisonOperator.GREATER_THAN_THRESHOLD,
        EvaluationPeriods = 3,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    });

    // Depth would say little: the consumer takes them at once.
    private void CreateDeadLettersStuck(Queue deadLetters) => Create("WaitlistDeadLettersStuck", new AlarmProps
    {
        AlarmDescription = "A dead letter of the waitlist is older than five minutes: its consumer does not get on with it. Look into DeadLetter's log.",
        Metric = deadLetters.MetricApproximateAgeOfOldestMessage(Maximum()),
        Threshold = Duration.Minutes(5).ToSeconds(),
        ComparisonOperator = ComparisonOperator.GREATER_THAN_THRESHOLD,
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    });

    private void Create(string id, AlarmProps props) => new Alarm(this, id, props).AddAlarmAction(_notify);

    private static MetricOptions Maximum() => new() { Statistic = Stats.MAXIMUM, Period = Duration.Minutes(1) };
}
