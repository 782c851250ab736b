namespace ServerlessRef.LocalCloud.Functions;

/// <summary>ARNs of the form <c>arn:aws:lambda:REGION:ACCOUNT:function:NAME[:ALIAS]</c>.</summary>
internal static class FunctionArns
{
    private const int UnqualifiedParts = 7;

    public static string Unqualified(string functionArn)
    {
        var parts = functionArn.Split(':');
        return parts.Length > UnqualifiedParts ? string.Join(':', parts.Take(UnqualifiedParts)) : functionArn;
    }
}
