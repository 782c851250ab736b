using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>A type's properties in groups: read (emulated), ignorable with the reason, and whatever is in neither: refused.</summary>
/// <remarks>Paths are dotted; list entries share their list's path; a path covers everything below it.</remarks>
internal sealed record PropertyTable
{
    public static readonly PropertyTable Everything = new() { AcceptsAll = true };

    public IReadOnlyList<string> Read { get; init; } = [];

    /// <summary>Path → why leaving it out changes nothing on the laptop. Listed in docs/fidelity.md.</summary>
    public Dictionary<string, string> Ignored { get; init; } = new(StringComparer.Ordinal);

    public bool AcceptsAll { get; private init; }

    /// <summary>Calls back for every path that is in neither group.</summary>
    public void Check(JsonObject properties, Action<string> onUnknown)
    {
        if (!AcceptsAll)
        {
            CheckObject(properties, "", onUnknown);
        }
    }

    private void CheckObject(JsonObject node, string path, Action<string> onUnknown)
    {
        foreach (var (name, value) in node)
        {
            CheckNode(value, path.Length == 0 ? name : $"{path}.{name}", onUnknown);
        }
    }

    private void CheckNode(JsonNode? node, string path, Action<string> onUnknown)
    {
        // An empty object or list says nothing; CDK writes some.
        if (Read.Contains(path, StringComparer.Ordinal) || Ignored.ContainsKey(path) || node is JsonObject { Count: 0 } or JsonArray { Count: 0 })
        {
            return;
        }

        var hasKnownParts = Read.Concat(Ignored.Keys).Any(p => p.StartsWith(path + ".", StringComparison.Ordinal));
        switch (node)
        {
            case JsonObject o when hasKnownParts:
                CheckObject(o, path, onUnknown);
                break;
            case JsonArray a when hasKnownParts:
                foreach (var item in a)
                {
                    CheckNode(item, path, onUnknown);
                }

                break;
            default:
                onUnknown(path);
                break;
        }
    }
}
