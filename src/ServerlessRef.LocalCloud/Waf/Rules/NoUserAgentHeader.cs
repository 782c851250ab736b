namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>No User-Agent, or an empty one.</summary>
internal sealed class NoUserAgentHeader : IManagedRule
{
    public string Name => "NoUserAgent_HEADER";

    public bool Matches(WafRequest request) => string.IsNullOrEmpty(request.Headers["User-Agent"]);
}
