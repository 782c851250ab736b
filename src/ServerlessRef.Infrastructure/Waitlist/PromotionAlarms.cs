using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;
using ServerlessRef.Infrastructure.Monitoring;

namespace ServerlessRef.Infrastructure.Waitlist;

/// <summary>What somebody must look at so that no kept seat stays empty.</summary>
internal sealed class PromotionAlarms : Construct
{
    private static readonly Duration Period = Duration.Minutes(5);

    private readonly SnsAction _notify;

    public PromotionAlarms(Construct scope, string id, PromotionAlarmsProps props)
        : base(scope, id)
    {
        _notify = new SnsAction(props.Topic);

        CreateEndedBadly(props);
        Create("PromotionsThrottled", new AlarmProps
        {
            AlarmDescription = "Step Functions held promotions back. Ask for a higher quota of state transitions, or look for a loop.",
            Metric = props.StateMachine.MetricThrottled(Sum),
            Threshold = 1,
            EvaluationPeriods = 3,
            TreatMissingData = TreatMissingData.NOT_BREACHING,
        });
        Create("PromotionsUnstarted", QueueAlarms.NotEmpty(
            props.Unstarted, "The bus could not start a promotion, or the schedule could not look after kept seats. The message attributes say why; the next look starts what is missing."));
        Create("PromotionFailing", FunctionFailing.Of("Promotion", props.Function));
    }

    // Every promotion ends well by itself, or gives its seat back and ends as failed; one that does neither is started anew (docs/adr/0040).
    private void CreateEndedBadly(PromotionAlarmsProps props) => Create("PromotionsFailed", new AlarmProps
    {
        AlarmDescription = "A promotion failed, timed out or was ended by hand. Its seat was given back, or gets a new execution within ten minutes: look for the error, start nothing.",
        Metric = new MathExpression(new MathExpressionProps
        {
            Label = "Promotions that did not end well",
            Expression = "failed + timedOut + aborted",
            UsingMetrics = new Dictionary<string, IMetric>
            {
                ["failed"] = props.StateMachine.MetricFailed(Sum),
                ["timedOut"] = props.StateMachine.MetricTimedOut(Sum),
                ["aborted"] = props.StateMachine.MetricAborted(Sum),
            },
            Period = Period,
        }),
        Threshold = 1,
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    });

    private void Create(string id, AlarmProps props) => new Alarm(this, id, props).AddAlarmAction(_notify);

    private static MetricOptions Sum => new() { Statistic = Stats.SUM, Period = Period };
}
