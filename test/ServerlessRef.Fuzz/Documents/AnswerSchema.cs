using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessRef.Fuzz.Documents;

/// <summary>
/// Holds a body to its schema, by another reading of JSON Schema than the local cloud's. Stricter than the standard in two ways: a keyword it does not know is an error,
/// and so is a member the schema does not name (clients must be able to ignore new members, the document must not).
/// </summary>
internal sealed class AnswerSchema(JsonNode schema)
{
    private static readonly HashSet<string> Known =
        ["type", "required", "properties", "items", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "oneOf", "description"];

    /// <summary>A problem of one type, for answers the document knows from its gateway responses only.</summary>
    public static AnswerSchema Problem(string type) => new(new JsonObject
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
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var found = new List<string>();
            Check(document.RootElement, schema, "$", found);
            return found;
        }
        catch (JsonException fault)
        {
            return [$"is not JSON: {fault.Message}"];
        }
    }

    private static void Check(JsonElement value, JsonNode schema, string at, List<string> found)
    {
        var rules = schema.AsObject();
        if (rules.FirstOrDefault(rule => !Known.Contains(rule.Key)) is { Key: { } unknown })
        {
            throw new NotSupportedException($"The keyword \"{unknown}\" of a response schema is not checked by the fuzzer; add it here.");
        }

        if (rules["type"] is { } type && !IsOf(value, (string)type!))
        {
            found.Add($"{at} is {value.ValueKind}, not {type}");
            return;
        }

        if (rules["enum"] is JsonArray accepted && !accepted.Any(one => one!.ToJsonString() == value.GetRawText()))
        {
            found.Add($"{at} is {value.GetRawText()}, not one of {accepted.ToJsonString()}");
        }

        if (rules["oneOf"] is JsonArray choices && choices.Count(choice => Matches(value, choice!)) != 1)
        {
            found.Add($"{at} matches not exactly one of {choices.Count} schemas: {value.GetRawText()}");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                CheckText(value.GetString()!, rules, at, found);
                break;
            case JsonValueKind.Number:
                Demand(!(value.GetDouble() < (double?)rules["minimum"]) && !(value.GetDouble() > (double?)rules["maximum"]), $"{at} is out of bounds: {value.GetRawText()}", found);
                break;
            case JsonValueKind.Array:
                CheckList(value, rules, at, found);
                break;
            case JsonValueKind.Object when rules["properties"] is JsonObject properties:
                CheckMembers(value, rules, properties, at, found);
                break;
        }
    }

    private static bool Matches(JsonElement value, JsonNode schema)
    {
        var found = new List<string>();
        Check(value, schema, "", found);
        return found.Count == 0;
    }

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"The type \"{type}\" of a response schema is none of JSON's."),
    };

    private static void CheckText(string text, JsonObject rules, string at, List<string> found)
    {
        var length = text.EnumerateRunes().Count();
        Demand(!(length < (int?)rules["minLength"]) && !(length > (int?)rules["maxLength"]), $"{at} has {length} characters", found);
        Demand((string?)rules["pattern"] is not { } pattern || Regex.IsMatch(text, pattern), $"{at} does not match {rules["pattern"]}: \"{text}\"", found);
    }

    private static void CheckList(JsonElement list, JsonObject rules, string at, List<string> found)
    {
        var length = list.GetArrayLength();
        Demand(!(length < (int?)rules["minItems"]) && !(length > (int?)rules["maxItems"]), $"{at} has {length} items", found);
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (rules["items"] is { } each)
            {
                Check(item, each, $"{at}[{index}]", found);
            }
        }
    }

    private static void CheckMembers(JsonElement value, JsonObject rules, JsonObject properties, string at, List<string> found)
    {
        foreach (var name in rules["required"]?.AsArray() ?? [])
        {
            Demand(value.TryGetProperty((string)name!, out _), $"{at} has no {name}", found);
        }

        foreach (var member in value.EnumerateObject())
        {
            if (properties[member.Name] is { } known)
            {
                Check(member.Value, known, $"{at}.{member.Name}", found);
            }
            else
            {
                found.Add($"{at} has the undocumented member {member.Name}");
            }
        }
    }

    private static void Demand(bool holds, string violation, List<string> found)
    {
        if (!holds)
        {
            found.Add(violation);
        }
    }
}
