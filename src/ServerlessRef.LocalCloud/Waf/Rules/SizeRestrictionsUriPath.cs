namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>A path over 1,024 bytes.</summary>
internal sealed class SizeRestrictionsUriPath : IManagedRule
{
    public string Name => "SizeRestrictions_URIPATH";

    public bool Matches(WafRequest request) => request.RawPath.Length > 1024;
}
