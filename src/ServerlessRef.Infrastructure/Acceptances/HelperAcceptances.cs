using Amazon.CDK;
using Amazon.CDK.AWS.IAM;

namespace ServerlessRef.Infrastructure.Acceptances;

/// <summary>CDK's own helpers: functions that run while a stack is deployed, and never else. Their code and settings are CDK's.</summary>
internal static class HelperAcceptances
{
    private const string OnlyWhileDeploying = "A helper of CDK's that runs while the stack is deployed, on names and addresses only; CDK sets it up and offers no way to set this";

    private const string CdkRole = "A role of CDK's own helper, written by CDK: it runs while the stack is deployed and reads no data of the service";

    private const string FilesRole = "CDK's grant for copying the page's files: its wildcards end at this one bucket and CDK's bucket of assets";

    private static readonly string[] Function = [.. FunctionRules.InsideVpc, .. FunctionRules.ReservedConcurrency, .. FunctionRules.DeadLetters, "Serverless-LambdaTracing"];

    /// <summary>The one that empties buckets before the dev stage is destroyed; absent in prod.</summary>
    public static void AcceptEmptyingOfBuckets(Stack stack)
    {
        if (stack.Node.TryFindChild("Custom::S3AutoDeleteObjectsCustomResourceProvider") is { } provider)
        {
            provider.Node.FindChild("Handler").Accept(OnlyWhileDeploying, [.. Function, "ServerlessRef-FunctionLogGroup"]);
            provider.Node.FindChild("Role").Accept(CdkRole, FunctionRules.BasicExecutionRole);
        }
    }

    /// <summary>The one that copies the page's files into their bucket.</summary>
    public static void AcceptCopyingOfFiles(Stack stack, CfnElement bucket)
    {
        var handler = stack.Node.FindChild("Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C");
        handler.Accept(OnlyWhileDeploying, [.. Function, "AwsSolutions-L1", "Serverless-LambdaLatestVersion"]);
        var role = (Role)handler.Node.FindChild("ServiceRole");
        role.Accept(CdkRole, FunctionRules.BasicExecutionRole);
        var policy = role.Node.FindChild("DefaultPolicy");
        policy.Accept(CdkRole, FunctionRules.InlinePolicy);
        policy.Accept(
            FilesRole,
            "AwsSolutions-IAM5[Action::s3:Abort*]",
            "AwsSolutions-IAM5[Action::s3:DeleteObject*]",
            "AwsSolutions-IAM5[Action::s3:GetBucket*]",
            "AwsSolutions-IAM5[Action::s3:GetObject*]",
            "AwsSolutions-IAM5[Action::s3:List*]",
            $"AwsSolutions-IAM5[Resource::<{stack.GetLogicalId(bucket)}.Arn>/*]",
            $"AwsSolutions-IAM5[Resource::arn:aws:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-{stack.Region}/*]");
    }

    /// <summary>Writes what the other region needs into its Parameter Store.</summary>
    /// <param name="to">Region that reads.</param>
    public static void AcceptExports(Stack stack, string to) =>
        AcceptCrossRegion(stack, "Writer", "HandlerD8786E8A", "RoleC951B1E1", $"arn:aws:ssm:{to}:<AWS::AccountId>:parameter/cdk/exports/*");

    /// <summary>Reads them there.</summary>
    public static void AcceptImports(Stack stack) =>
        AcceptCrossRegion(stack, "Reader", "Handler46647B68", "Role10531BBD", $"arn:aws:ssm:{stack.Region}:<AWS::AccountId>:parameter/cdk/exports/{stack.StackName}/*");

    private static void AcceptCrossRegion(Stack stack, string direction, string handler, string role, string parameters)
    {
        var provider = $"CustomCrossRegionExport{direction}CustomResourceProvider";
        stack.Accept(provider + handler, OnlyWhileDeploying, [.. Function, "ServerlessRef-FunctionLogGroup"]);
        stack.Accept(provider + role, CdkRole, [.. FunctionRules.BasicExecutionRole, .. FunctionRules.InlinePolicy]);
        stack.Accept(provider + role, "CDK's own parameters, which hold names and addresses of this system's stacks, and no others", $"AwsSolutions-IAM5[Resource::{parameters}]");
    }
}
