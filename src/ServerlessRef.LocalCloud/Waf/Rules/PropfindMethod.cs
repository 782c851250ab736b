namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>The method PROPFIND.</summary>
internal sealed class PropfindMethod : IManagedRule
{
    public string Name => "Propfind_METHOD";

    public bool Matches(WafRequest request) => string.Equals(request.Method, "PROPFIND", StringComparison.OrdinalIgnoreCase);
}
