using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.Infrastructure.Tests.Synthesis;

internal static class Json
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Compact(JsonNode? node) => node is null ? "null" : node.ToJsonString(Readable);

    /// <summary>A string, or the single strings of a list, as AWS policies mix them.</summary>
    public static IReadOnlyList<string> Strings(JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => [.. array.Select(Compact)],
        _ => [Compact(node)],
    };
}
