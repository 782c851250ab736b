namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>Cookies over 10,240 bytes.</summary>
internal sealed class SizeRestrictionsCookieHeader : IManagedRule
{
    public string Name => "SizeRestrictions_Cookie_HEADER";

    public bool Matches(WafRequest request) => request.Headers.Joined("Cookie").Length > 10_240;
}
