using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary><c>type</c>.</summary>
internal sealed class TypeRule(IReadOnlyList<string> allowed) : ISchemaRule
{
    private static readonly string[] Known = ["array", "boolean", "integer", "null", "number", "object", "string"];

    public static void Compile(SchemaKeywords keywords, List<ISchemaRule> rules)
    {
        if (keywords.Find("type", JsonValueKind.String, JsonValueKind.Array) is not { } type)
        {
            return;
        }

        string[] allowed = type.ValueKind == JsonValueKind.String ? [type.GetString()!] : [.. type.EnumerateArray().Select(item => item.ToString())];
        foreach (var unknown in allowed.Except(Known))
        {
            keywords.Problem("type", $"names \"{unknown}\"; accepted are {string.Join(", ", Known)}.");
        }

        rules.Add(new TypeRule(allowed));
    }

    public void Check(JsonElement value, List<string> errors)
    {
        var actual = NameOf(value);
        if (!allowed.Contains(actual) && !(actual == "integer" && allowed.Contains("number")))
        {
            errors.Add($"instance type ({actual}) does not match any allowed primitive type (allowed: [{string.Join(',', allowed.Order(StringComparer.Ordinal).Select(name => $"\"{name}\""))}])");
        }
    }

    // Draft 4: a number written with a fraction or an exponent is no integer, 1.0 included.
    private static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "integer" : "number",
        _ => "boolean",
    };
}
