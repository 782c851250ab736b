using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;

namespace ServerlessRef.Infrastructure.Mail;

/// <summary>What somebody must look at before AWS does: it reviews, and then pauses, senders above these rates (https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html).</summary>
internal sealed class MailAlarms : Construct
{
    private readonly MailAlarmsProps _props;

    private readonly SnsAction _notify;

    public MailAlarms(Construct scope, string id, MailAlarmsProps props)
        : base(scope, id)
    {
        _props = props;
        _notify = new SnsAction(props.Alerts);

        Create("MailsBouncing", "Reputation.BounceRate", 0.05, "One mail of twenty does not reach anybody. Look who signs up with addresses that do not exist.");
        Create("MailsComplainedAbout", "Reputation.ComplaintRate", 0.001, "One receiver of a thousand calls our mails unwanted. Look at what is sent to whom.");
    }

    private void Create(string id, string metric, double rate, string description) => new Alarm(this, id, new AlarmProps
    {
        AlarmDescription = description,
        Metric = new Metric(new MetricProps
        {
            Namespace = "AWS/SES",
            MetricName = metric,
            DimensionsMap = new Dictionary<string, string> { ["ses:configuration-set"] = _props.ConfigurationSetName },
            Statistic = Stats.MAXIMUM,
            Period = Duration.Hours(1),
        }),
        Threshold = rate,
        ComparisonOperator = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    }).AddAlarmAction(_notify);
}
