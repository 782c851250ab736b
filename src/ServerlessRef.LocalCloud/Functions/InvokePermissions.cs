using System.IO.Enumeration;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>The function's resource policy (AWS::Lambda::Permission): which service may invoke it, and on behalf of what.</summary>
internal static class InvokePermissions
{
    /// <summary>A caller without service principal is a role; whoever passes it has checked that role.</summary>
    public static bool Allow(Function function, InvokeCaller caller)
        => caller.ServicePrincipal is null
            || function.Permissions.Any(permission => Matches(permission, caller.ServicePrincipal, caller.SourceArn));

    private static bool Matches(InvokePermission permission, string principal, string? sourceArn)
        => (permission.Principal == "*" || permission.Principal == principal)
            && (permission.SourceArn is null || (sourceArn is not null && ArnLike(permission.SourceArn, sourceArn)));

    /// <summary>Each of the six parts of an ARN is matched on its own: a star does not cross a colon, except in the last one.</summary>
    /// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html</remarks>
    private static bool ArnLike(string pattern, string arn)
    {
        var patternParts = pattern.Split(':', 6);
        var arnParts = arn.Split(':', 6);
        return patternParts.Length == arnParts.Length
            && patternParts.Zip(arnParts).All(pair => FileSystemName.MatchesSimpleExpression(pair.First.Replace("\\", @"\\", StringComparison.Ordinal), pair.Second, ignoreCase: false));
    }
}
