using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>Paths or query arguments that end like files no client should read; AWS has one rule each.</summary>
internal sealed partial class RestrictedExtensions : IManagedRule
{
    public string Name => "RestrictedExtensions";

    public bool Matches(WafRequest request) => Extension().IsMatch(request.Path) || Extension().IsMatch(request.Query);

    [GeneratedRegex(@"\.(?:log|ini|bak|backup|config|conf|swp|sql|mdb|dll|sys)(?:$|[&/?])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();
}
