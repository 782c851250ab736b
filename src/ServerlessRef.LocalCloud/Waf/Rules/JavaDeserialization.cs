using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>Java deserialisation gadgets in path, query, body or any header; AWS has one rule each.</summary>
internal sealed partial class JavaDeserialization : IManagedRule
{
    public string Name => "JavaDeserializationRCE";

    public bool Matches(WafRequest request) =>
        Gadget().IsMatch(request.Path)
        || Gadget().IsMatch(request.Query)
        || Gadget().IsMatch(request.Body)
        || request.Headers.Any(field => Gadget().IsMatch(field.Value));

    [GeneratedRegex(@"java\.lang\.(?:Runtime|ProcessBuilder)|class\.module\.classLoader|\brO0AB[A-Za-z0-9+/]", RegexOptions.CultureInvariant)]
    private static partial Regex Gadget();
}
