using Amazon.CDK;
using ServerlessRef.Infrastructure.Assets;

namespace ServerlessRef.Infrastructure.Stacks;

/// <summary>Makes CloudFormation refuse what is meant for a laptop. The assertion is all that differs in such a template.</summary>
internal static class DeploymentGuard
{
    public static void AddTo(Stack stack, FunctionAssets assets, bool allowStandIns)
    {
        if (Reason(assets.Manifest, assets.Architecture, allowStandIns) is not { } reason)
        {
            return;
        }

        new CfnRule(stack, "NotForDeployment", new CfnRuleProps
        {
            Assertions =
            [
                new CfnRuleAssertion
                {
                    // Never true: rules are evaluated before anything is made (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html).
                    Assert = Fn.ConditionEquals("made for a laptop", "made to be deployed"),
                    AssertDescription = reason,
                },
            ],
        });
    }

    private static string? Reason(AssetManifest manifest, string architecture, bool allowStandIns)
    {
        if (!manifest.IsNative)
        {
            return "The functions are JIT builds, which run on a laptop only. Publish native binaries with 'dotnet dev.cs synth' where the native tool chain is installed.";
        }

        if (manifest.Architecture.Length > 0 && manifest.Architecture != architecture)
        {
            return $"The functions were compiled for {manifest.Architecture}, but the stack runs them on {architecture}. Publish them on a machine of that architecture, or set '-c architecture={manifest.Architecture}'.";
        }

        return manifest.UsesStandIns && !allowStandIns
            ? "The functions were built from stand-ins for packages the NuGet feed lacks. Build them where the feed is complete, or accept them with '-c allowStandins=true'."
            : null;
    }
}
