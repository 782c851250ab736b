using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary>The keywords of one schema object; remembers which were read.</summary>
internal sealed class SchemaKeywords(SchemaCompiler compiler, JsonElement schema, string pointer)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public IEnumerable<string> Unread() => schema.EnumerateObject().Select(member => member.Name).Where(member => !_read.Contains(member)).Distinct();

    public JsonElement? Find(string keyword, params ReadOnlySpan<JsonValueKind> kinds)
    {
        _read.Add(keyword);
        if (!schema.TryGetProperty(keyword, out var value))
        {
            return null;
        }

        if (kinds.IsEmpty || kinds.Contains(value.ValueKind))
        {
            return value;
        }

        compiler.Problem($"{pointer}/{keyword}", $"is {value.GetRawText()}; draft 4 wants {string.Join(" or ", kinds.ToArray())}.");
        return null;
    }

    public int? Count(string keyword)
    {
        if (Find(keyword, JsonValueKind.Number) is not { } value)
        {
            return null;
        }

        if (value.TryGetInt32(out var count) && count >= 0)
        {
            return count;
        }

        compiler.Problem($"{pointer}/{keyword}", $"is {value.GetRawText()}; a whole number of 0 or more is wanted.");
        return null;
    }

    public decimal? Number(string keyword)
    {
        if (Find(keyword, JsonValueKind.Number) is not { } value)
        {
            return null;
        }

        if (value.TryGetDecimal(out var number))
        {
            return number;
        }

        compiler.Problem($"{pointer}/{keyword}", $"is {value.GetRawText()}; a number within ±7.9e28 is wanted.");
        return null;
    }

    public bool Flag(string keyword) => Find(keyword, JsonValueKind.True, JsonValueKind.False) is { ValueKind: JsonValueKind.True };

    public Schema? Sub(string keyword) => Find(keyword, JsonValueKind.Object) is { } value ? compiler.Compile(value, $"{pointer}/{keyword}") : null;

    public IReadOnlyList<Schema>? SubList(string keyword) => Find(keyword, JsonValueKind.Array) is { } value
        ? [.. value.EnumerateArray().Select((item, index) => compiler.Compile(item, $"{pointer}/{keyword}/{index}"))]
        : null;

    public Dictionary<string, Schema>? SubMap(string keyword)
    {
        if (Find(keyword, JsonValueKind.Object) is not { } value)
        {
            return null;
        }

        var schemas = new Dictionary<string, Schema>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            schemas[member.Name] = compiler.Compile(member.Value, $"{pointer}/{keyword}/{member.Name}");
        }

        return schemas;
    }

    public IReadOnlyList<string>? Names(string keyword) => Find(keyword, JsonValueKind.Array) is { } value
        ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")]
        : null;

    public void Problem(string keyword, string text) => compiler.Problem($"{pointer}/{keyword}", text);
}
