namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>A body over 8 KB (8,192 bytes).</summary>
internal sealed class SizeRestrictionsBody : IManagedRule
{
    public string Name => "SizeRestrictions_BODY";

    public bool Matches(WafRequest request) => request.BodyBytes > 8 * 1024;
}
