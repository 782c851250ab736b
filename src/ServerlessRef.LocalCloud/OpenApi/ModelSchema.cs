using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.OpenApi;

/// <summary>From the JSON Schema of API Gateway's models (draft 4) to that of OpenAPI 3.1 (2020-12).</summary>
internal static class ModelSchema
{
    private const string ModelReference = "https://apigateway.amazonaws.com/restapis/";

    public static JsonNode? Convert(JsonElement schema) => Walk(JsonSerializer.SerializeToNode(schema));

    private static JsonNode? Walk(JsonNode? node) => node switch
    {
        JsonObject o => WalkObject(o),
        JsonArray a => new JsonArray([.. a.Select(Walk)]),
        null => null,
        _ => node.DeepClone(),
    };

    private static JsonObject WalkObject(JsonObject schema)
    {
        var converted = new JsonObject();
        foreach (var (keyword, value) in schema)
        {
            switch (keyword)
            {
                case "$schema" or "id" when value is JsonValue:
                    break;
                case "$ref" when value!.ToString().StartsWith(ModelReference, StringComparison.Ordinal):
                    converted["$ref"] = "#/components/schemas/" + value.ToString().Split('/')[^1];
                    break;

                // Draft 4 has a flag beside the bound, 2020-12 the bound itself.
                case "exclusiveMinimum" or "exclusiveMaximum" when value is JsonValue flag && flag.TryGetValue<bool>(out var exclusive):
                    if (exclusive)
                    {
                        converted[keyword] = schema[keyword == "exclusiveMinimum" ? "minimum" : "maximum"]?.DeepClone();
                    }

                    break;
                default:
                    converted[keyword] = Walk(value);
                    break;
            }
        }

        return converted;
    }
}
