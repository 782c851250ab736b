using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Engines;

/// <summary>Attribute values (<c>{"S":"x"}</c>) as the JSON a person would write (<c>"x"</c>).</summary>
internal static class PlainJson
{
    public static JsonObject Item(JsonElement attributes)
    {
        var item = new JsonObject();
        foreach (var attribute in attributes.EnumerateObject())
        {
            item[attribute.Name] = Value(attribute.Value);
        }

        return item;
    }

    private static JsonNode? Value(JsonElement value)
    {
        var (type, content) = value.EnumerateObject().First() is var only ? (only.Name, only.Value) : default;
        return type switch
        {
            "N" => JsonNode.Parse(content.GetString()!),
            "NULL" => null,
            "M" => Item(content),
            "L" => new JsonArray([.. content.EnumerateArray().Select(Value)]),
            "NS" => new JsonArray([.. content.EnumerateArray().Select(number => JsonNode.Parse(number.GetString()!))]),
            _ => JsonNode.Parse(content.GetRawText()),
        };
    }
}
