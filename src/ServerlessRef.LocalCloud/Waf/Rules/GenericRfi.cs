using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>A query value that is a URL with an IPv4 address.</summary>
internal sealed partial class GenericRfi : IManagedRule
{
    public string Name => "GenericRFI";

    public bool Matches(WafRequest request) => RemoteAddress().IsMatch(request.Query);

    [GeneratedRegex(@"(?:https?|ftps?|file)://(?:\d{1,3}\.){3}\d{1,3}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RemoteAddress();
}
