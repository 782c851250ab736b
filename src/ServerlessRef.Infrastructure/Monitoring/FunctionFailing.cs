using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using ServerlessRef.Infrastructure.Functions;

namespace ServerlessRef.Infrastructure.Monitoring;

/// <summary>The alarm every function has: three errors or throttles in five minutes.</summary>
internal static class FunctionFailing
{
    private static readonly Duration Period = Duration.Minutes(5);

    public static AlarmProps Of(string name, NativeFunction function) => new()
    {
        AlarmDescription = $"{name} failed or was throttled three times in five minutes. Look into its log.",
        Metric = new MathExpression(new MathExpressionProps
        {
            Label = $"{name}: errors and throttles",
            Expression = "errors + throttles",
            UsingMetrics = new Dictionary<string, IMetric>
            {
                ["errors"] = function.Function.MetricErrors(Sum),
                ["throttles"] = function.Function.MetricThrottles(Sum),
            },
            Period = Period,
        }),
        Threshold = 3,
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    };

    private static MetricOptions Sum => new() { Statistic = Stats.SUM, Period = Period };
}
