using System.Text.Json.Nodes;

namespace ServerlessRef.Checks.Templates;

/// <summary>Reads nodes that may be absent or intrinsic.</summary>
internal static class Json
{
    public static JsonNode? At(JsonNode? node, params string[] path) =>
        path.Aggregate(node, (current, step) => (current as JsonObject)?[step]);

    /// <summary>A plain value as text; null for objects, lists and what is absent.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;

    public static double? Number(JsonNode? node) =>
        double.TryParse(Text(node), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A list, or the single value that stands for one.</summary>
    public static IEnumerable<JsonNode> List(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list.OfType<JsonNode>(),
        _ => [node],
    };

    /// <summary>Every string of a value, as deep as it lies.</summary>
    public static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Strings(member.Value)),
        JsonArray list => list.SelectMany(Strings),
        JsonValue value => [value.ToString()],
        _ => [],
    };
}
