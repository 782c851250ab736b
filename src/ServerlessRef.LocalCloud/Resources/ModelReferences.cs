using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Replaces references between a REST API's models by the schema they mean.</summary>
internal static class ModelReferences
{
    private const string Prefix = "https://apigateway.amazonaws.com/restapis/";

    public static JsonElement Inline(JsonElement schema, IReadOnlyDictionary<string, JsonElement> models, Action<string> onProblem) =>
        JsonSerializer.SerializeToElement(Walk(JsonSerializer.SerializeToNode(schema), models, onProblem, []));

    private static JsonNode? Walk(JsonNode? node, IReadOnlyDictionary<string, JsonElement> models, Action<string> onProblem, IReadOnlyList<string> path)
    {
        switch (node)
        {
            case JsonObject o when o["$ref"] is JsonValue reference && reference.ToString().StartsWith(Prefix, StringComparison.Ordinal):
                var name = reference.ToString().Split('/')[^1];
                if (path.Contains(name, StringComparer.Ordinal) || !models.TryGetValue(name, out var model))
                {
                    onProblem(path.Contains(name, StringComparer.Ordinal) ? $"the model {name} refers to itself, which is not emulated" : $"Invalid model name specified: {name}");
                    return new JsonObject();
                }

                return Walk(JsonSerializer.SerializeToNode(model), models, onProblem, [.. path, name]);
            case JsonObject o:
                return new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Walk(p.Value, models, onProblem, path))));
            case JsonArray a:
                return new JsonArray([.. a.Select(item => Walk(item, models, onProblem, path))]);
            default:
                return node?.DeepClone();
        }
    }
}
