using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>Scripts in body, cookies, query or path; AWS has one rule each.</summary>
internal sealed partial class CrossSiteScripting : IManagedRule
{
    public string Name => "CrossSiteScripting";

    public bool Matches(WafRequest request) => Script().IsMatch(request.Path) || Script().IsMatch(request.Query) || Script().IsMatch(request.Body) || Script().IsMatch(request.Cookies);

    [GeneratedRegex(@"<\s*/?\s*(?:script|iframe|object|embed|svg|img\b[^>]*\bon\w+)|javascript\s*:|\bon(?:error|load|click|mouseover|focus)\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Script();
}
