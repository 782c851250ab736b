using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>The few policies of AWS itself that CDK attaches where no grant exists.</summary>
/// <remarks>https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html.</remarks>
internal static class ManagedPolicies
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<PolicyStatement>> ByArn = new Dictionary<string, IReadOnlyList<PolicyStatement>>(StringComparer.Ordinal)
    {
        ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"] =
            [AllowAll("AWSLambdaBasicExecutionRole", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")],
        ["arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"] =
            [AllowAll("AmazonAPIGatewayPushToCloudWatchLogs", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents", "logs:GetLogEvents", "logs:FilterLogEvents")],
        ["arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"] =
            [AllowAll("AWSXRayDaemonWriteAccess", "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:GetSamplingStatisticSummaries")],
    };

    private static PolicyStatement AllowAll(string policy, params string[] actions) =>
        new() { IsAllow = true, Actions = actions, Resources = ["*"], Source = $"AWS managed policy {policy}" };
}
