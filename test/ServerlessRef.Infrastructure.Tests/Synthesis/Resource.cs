using System.Text.Json.Nodes;

namespace ServerlessRef.Infrastructure.Tests.Synthesis;

/// <summary>One resource of a template.</summary>
public sealed record Resource(string LogicalId, JsonObject Definition)
{
    public string Type => (string)Definition["Type"]!;

    public JsonObject Properties => Definition["Properties"]?.AsObject() ?? [];

    public string DeletionPolicy => (string?)Definition["DeletionPolicy"] ?? "Delete";

    /// <summary>The value at a path of property names and list positions, or null.</summary>
    public JsonNode? At(params object[] path) => path.Aggregate((JsonNode?)Properties, (node, step) => step switch
    {
        int index => node is JsonArray array && index < array.Count ? array[index] : null,
        string name => (node as JsonObject)?[name],
        _ => throw new ArgumentException($"A path has names and positions, not {step}.", nameof(path)),
    });

    /// <summary>The value at a path as compact JSON.</summary>
    public string Text(params object[] path) => Json.Compact(At(path));
}
