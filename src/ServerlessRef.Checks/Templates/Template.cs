using System.Text.Json.Nodes;

namespace ServerlessRef.Checks.Templates;

/// <summary>One synthesized stack.</summary>
/// <param name="Settings">Name of the settings it was synthesized with, such as <c>prod</c>.</param>
/// <param name="Stack">Name of the stack.</param>
/// <param name="TerminationProtection">Not in the template but in the assembly's manifest.</param>
internal sealed record Template(string Settings, string Stack, JsonObject Root, bool TerminationProtection)
{
    public string Name => $"{Settings}/{Stack}";

    public IEnumerable<Resource> Resources =>
        Root[nameof(Resources)]!.AsObject().Select(entry => new Resource(entry.Key, entry.Value!.AsObject()));

    public IEnumerable<Resource> OfType(params string[] types) => Resources.Where(resource => types.Contains(resource.Type, StringComparer.Ordinal));

    /// <summary>The resource that a Ref, a GetAtt or a Join of them begins with.</summary>
    public Resource? Target(JsonNode? reference) =>
        References.In(reference).FirstOrDefault(id => Root[nameof(Resources)]![id] is JsonObject) is { } id
            ? new Resource(id, Root[nameof(Resources)]![id]!.AsObject())
            : null;
}
