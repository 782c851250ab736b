using Amazon.CDK;
using ServerlessRef.Infrastructure.Assets;

namespace ServerlessRef.Infrastructure.Stacks;

/// <summary>Makes CloudFormation refuse what is meant for a laptop. The assertion is all that differs in such a template.</summary>
internal static class DeploymentGuard
{
    public static void AddTo(Stack stack, AssetManifest manifest, bool allowStandIns)
    {
        if (Reason(manifest, allowStandIns) is not { } reason)
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

    private static string? Reason(AssetManifest manifest, bool allowStandIns)
    {
        if (!manifest.IsNative)
        {
            return "The functions are JIT builds, which run on a laptop only. Publish native binaries with 'dotnet dev.cs synth' where the native tool chain is installed.";
        }

        return manifest.UsesStandIns && !allowStandIns
            ? "The functions were built from stand-ins for packages the NuGet feed lacks. Build them where the feed is complete, or accept them with '-c allowStandins=true'."
            : null;
    }
}
