using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>Log4j lookups (CVE-2021-44228) in path, query, body or any header; AWS has one rule each.</summary>
internal sealed partial class Log4jRce : IManagedRule
{
    public string Name => "Log4JRCE";

    public bool Matches(WafRequest request) =>
        Lookup().IsMatch(request.Path)
        || Lookup().IsMatch(request.Query)
        || Lookup().IsMatch(request.Body)
        || request.Headers.Any(field => Lookup().IsMatch(field.Value));

    [GeneratedRegex(@"\$\{\s*(?:jndi\s*:|(?:lower|upper|env|sys|date|::-)[^}]*\}?[^}]*j)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lookup();
}
