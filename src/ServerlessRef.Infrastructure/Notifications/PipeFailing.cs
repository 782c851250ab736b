using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>
/// The alarm of a pipe: three executions that failed or timed out in five minutes. What fails for long may end it: AWS stops a pipe whose calls are
/// refused all the time, and a stopped pipe shows in no metric.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html</remarks>
internal static class PipeFailing
{
    private static readonly Duration Period = Duration.Minutes(5);

    /// <param name="pipe">Its name.</param>
    public static AlarmProps Of(string pipe) => new()
    {
        AlarmDescription = "The pipe failed three times in five minutes to carry changes of the table to the bus. News is late; if AWS has stopped the pipe, it is lost after a day.",
        Metric = new MathExpression(new MathExpressionProps
        {
            Label = "Pipe: failures and timeouts",
            Expression = "failed + timedOut",
            UsingMetrics = new Dictionary<string, IMetric> { ["failed"] = Executions("ExecutionFailed", pipe), ["timedOut"] = Executions("ExecutionTimeout", pipe) },
            Period = Period,
        }),
        Threshold = 3,
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    };

    private static Metric Executions(string name, string pipe) => new(new MetricProps
    {
        Namespace = "AWS/EventBridge/Pipes",
        MetricName = name,
        DimensionsMap = new Dictionary<string, string> { ["PipeName"] = pipe },
        Statistic = Stats.SUM,
        Period = Period,
    });
}
