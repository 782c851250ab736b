namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>A query string over 2,048 bytes.</summary>
internal sealed class SizeRestrictionsQueryString : IManagedRule
{
    public string Name => "SizeRestrictions_QUERYSTRING";

    public bool Matches(WafRequest request) => request.RawQuery.Length > 2048;
}
