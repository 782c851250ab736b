using Amazon.CDK;

namespace ServerlessRef.Infrastructure.Privileges;

/// <summary>
/// Roles that CDK's own constructs bring along: what they do happens while CloudFormation deploys, so no test sees it. CDK makes some of
/// them only while it writes the template, so their reasons stand in the template's metadata, by what the logical ids begin with.
/// </summary>
internal static class HelperRoles
{
    public const string MetadataKey = "HelperRoles";

    private static readonly Dictionary<string, string> Site = new()
    {
        ["CustomCDKBucketDeployment"] = "copies the page's files to their bucket and deletes old ones, while a deployment runs; CDK's BucketDeployment",
        ["GatewayApiCloudWatchRole"] = "the account's one role for API Gateway's logs, with the managed policy AWS asks for",
    };

    private static readonly Dictionary<string, string> Emptying = new()
    {
        ["CustomS3AutoDeleteObjects"] = "empties a bucket before it is destroyed, in dev only; the buckets' policies say which",
    };

    private static readonly Dictionary<string, string> Reading = new()
    {
        ["CustomCrossRegionExportReader"] = "reads this stage's parameters that the stack in us-east-1 wrote, while a deployment runs",
    };

    private static readonly Dictionary<string, string> Writing = new()
    {
        ["CustomCrossRegionExportWriter"] = "writes this stage's parameters to the service's region, while a deployment runs",
    };

    public static void ExplainInService(Stack stack, bool emptiesBuckets, bool readsFromEdge) =>
        Explain(stack, [.. Site, .. emptiesBuckets ? Emptying : [], .. readsFromEdge ? Reading : []]);

    public static void ExplainInEdge(Stack stack, bool emptiesBuckets, bool writesToService) =>
        Explain(stack, [.. emptiesBuckets ? Emptying : [], .. writesToService ? Writing : []]);

    private static void Explain(Stack stack, IEnumerable<KeyValuePair<string, string>> reasons)
    {
        var metadata = reasons.ToDictionary(reason => reason.Key, object (reason) => reason.Value);
        if (metadata.Count > 0)
        {
            stack.AddMetadata(MetadataKey, metadata);
        }
    }
}
