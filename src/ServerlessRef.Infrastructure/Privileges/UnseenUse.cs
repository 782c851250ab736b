using Amazon.CDK;
using Amazon.CDK.AWS.IAM;

namespace ServerlessRef.Infrastructure.Privileges;

/// <summary>
/// Says beside a grant why no test can see it used: the call is made by AWS, or goes to a service the local cloud does not emulate. Everything
/// else a role allows must be used by some test. The reason stands in the role's metadata; `dotnet dev.cs privileges` reads it there and
/// refuses one whose action is used or no longer granted.
/// </summary>
internal static class UnseenUse
{
    /// <summary>What the metadata keys begin with; the action follows.</summary>
    public const string MetadataPrefix = "UnseenUse/";

    public static void Explain(Role role, string reason, params string[] actions)
    {
        var resource = (CfnResource)role.Node.DefaultChild!;
        foreach (var action in actions)
        {
            resource.AddMetadata(MetadataPrefix + action, reason);
        }
    }
}
