using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Monitoring;

/// <summary>What somebody must look at; each alarm says in its description what to do first.</summary>
internal sealed class ServiceAlarms : Construct
{
    private static readonly Duration Minute = Duration.Minutes(1);

    private readonly SnsAction _notify;

    public ServiceAlarms(Construct scope, string id, ServiceAlarmsProps props)
        : base(scope, id)
    {
        _notify = new SnsAction(props.Topic);

        CreateDeadLetterConsumed(props);
        Create("DeadLetterStuck", QueueAlarms.Behind(
            props.Jobs.DeadLetters, minutes: 1, "A dead letter was not consumed for five minutes. Look into the DeadLetter function's log."));
        Create("QueueBehind", QueueAlarms.Behind(
            props.Jobs.Queue, minutes: 3, "A job has waited in the queue for five minutes. Look for throttles and errors of Worker."));
        CreateSweeperSilent(props);
        CreateJobUnfinished(props);
        CreateApiFailing(props);
        Create("ApiFunctionFailing", FunctionFailing.Of("Api", props.ApiFunction));
        Create("WorkerFailing", FunctionFailing.Of("Worker", props.Worker));
        Create("SweeperFailing", FunctionFailing.Of("Sweeper", props.Sweeper));
        Create("DeadLetterFailing", FunctionFailing.Of("DeadLetter", props.DeadLetter));
    }

    /// <summary>The queue's depth would not do: the consumer empties it within seconds.</summary>
    private void CreateDeadLetterConsumed(ServiceAlarmsProps props) => Create("DeadLetterConsumed", new AlarmProps
    {
        AlarmDescription = "A job failed for good. Read its error in the table, mend the cause, then redrive it.",
        Metric = props.DeadLetter.Function.MetricInvocations(Sum(Minute)),
        Threshold = 1,
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    });

    private void CreateSweeperSilent(ServiceAlarmsProps props) => Create("SweeperSilent", new AlarmProps
    {
        AlarmDescription = "The sweeper has not run for five minutes. Look at its schedule and the queue of missed runs.",
        Metric = props.Sweeper.Function.MetricInvocations(Sum(Duration.Minutes(5))),
        Threshold = 1,
        ComparisonOperator = ComparisonOperator.LESS_THAN_THRESHOLD,
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.BREACHING,
    });

    /// <summary>The sweeper writes this metric into its log on every run, in embedded metric format.</summary>
    private void CreateJobUnfinished(ServiceAlarmsProps props) => Create("JobUnfinished", new AlarmProps
    {
        AlarmDescription = "An accepted job has been unfinished for 15 minutes, longer than all retries take. Find it in the table's Jobs index.",
        Metric = new Metric(new MetricProps
        {
            Namespace = JobAgeMetric.Namespace,
            MetricName = JobAgeMetric.Name,
            DimensionsMap = new Dictionary<string, string> { [JobAgeMetric.Dimension] = props.Sweeper.Function.FunctionName },
            Statistic = Stats.MAXIMUM,
            Period = Minute,
        }),
        Threshold = Duration.Minutes(15).ToSeconds(),
        ComparisonOperator = ComparisonOperator.GREATER_THAN_THRESHOLD,
        EvaluationPeriods = 3,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    });

    private void CreateApiFailing(ServiceAlarmsProps props) => Create("ApiFailing", new AlarmProps
    {
        AlarmDescription = "The API answered 5xx five times in five minutes. Look into the access log, then the Api function's.",
        Metric = props.Api.DeploymentStage.MetricServerError(Sum(Duration.Minutes(5))),
        Threshold = 5,
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    });

    private void Create(string id, AlarmProps props) => new Alarm(this, id, props).AddAlarmAction(_notify);

    private static MetricOptions Sum(Duration period) => new() { Statistic = Stats.SUM, Period = period };
}
