using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>Path traversal in path, query or body; AWS has one rule each.</summary>
internal sealed partial class GenericLfi : IManagedRule
{
    public string Name => "GenericLFI";

    public bool Matches(WafRequest request) => Traversal().IsMatch(request.Path) || Traversal().IsMatch(request.Query) || Traversal().IsMatch(request.Body);

    [GeneratedRegex(@"\.\.[/\\]|[/\\]\.\.(?:$|[/\\?])|/etc/(?:passwd|shadow)|file://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Traversal();
}
