using System.Text.Json.Nodes;

namespace ServerlessRef.Checks.Templates;

/// <summary>The logical ids a value is made of, in the order they stand in it.</summary>
internal static class References
{
    public static IEnumerable<string> In(JsonNode? node) => node switch
    {
        JsonObject reference when reference["Ref"] is JsonValue target => [target.ToString()],
        JsonObject attribute when attribute["Fn::GetAtt"] is JsonArray { Count: > 0 } path => [path[0]!.ToString()],
        JsonObject other => other.SelectMany(member => In(member.Value)),
        JsonArray list => list.SelectMany(In),
        _ => [],
    };
}
