using System.Text.Json.Nodes;
using NJsonSchema;

namespace ServerlessRef.Fuzz.Documents;

/// <summary>
/// Holds a body to its schema, by another reading of JSON Schema than the local cloud's. A member the schema does not name is a violation too:
/// clients must be able to ignore new members, the document must not.
/// </summary>
internal sealed class AnswerSchema
{
    private readonly JsonSchema _schema;

    private AnswerSchema(JsonSchema schema) => _schema = schema;

    public static AnswerSchema Compile(JsonNode schema)
    {
        Close(schema);
        return new AnswerSchema(JsonSchema.FromJsonAsync(schema.ToJsonString()).GetAwaiter().GetResult());
    }

    /// <summary>A problem of one type, for answers the document knows from its gateway responses only.</summary>
    public static AnswerSchema Problem(string type) => Compile(new JsonObject
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type", "title", "status", "detail"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["enum"] = new JsonArray(type) },
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = new JsonObject { ["type"] = "string" },
        },
    });

    /// <summary>What the body breaks; empty: valid.</summary>
    public IReadOnlyList<string> Violations(string body)
    {
        try
        {
            return [.. _schema.Validate(body).Select(error => error.ToString())];
        }
        catch (Newtonsoft.Json.JsonException fault)
        {
            return [$"is not JSON: {fault.Message}"];
        }
    }

    private static void Close(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (_, value) in o.ToList())
                {
                    Close(value);
                }

                if (o["properties"] is JsonObject && o["type"] is JsonValue)
                {
                    o["additionalProperties"] = false;
                }

                break;
            case JsonArray a:
                foreach (var item in a)
                {
                    Close(item);
                }

                break;
        }
    }
}
