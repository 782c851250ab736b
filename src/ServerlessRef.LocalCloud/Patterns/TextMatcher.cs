using System.Text.Json;
using ServerlessRef.LocalCloud.Aws.Iam;

namespace ServerlessRef.LocalCloud.Patterns;

/// <summary>Operators on texts.</summary>
internal sealed class TextMatcher(Func<string, bool> holds) : IValueMatcher
{
    /// <returns>Null: no such operator, or its operand has another form.</returns>
    public static TextMatcher? Find(string name, JsonElement operand)
    {
        if (operand.ValueKind == JsonValueKind.Object)
        {
            // {"prefix": {"equals-ignore-case": "x"}}
            return operand.EnumerateObject().ToList() is [{ Name: "equals-ignore-case", Value.ValueKind: JsonValueKind.String } inner]
                ? Find(name, inner.Value.GetString()!, StringComparison.OrdinalIgnoreCase)
                : null;
        }

        return operand.ValueKind == JsonValueKind.String ? Find(name, operand.GetString()!, StringComparison.Ordinal) : null;
    }

    public bool Matches(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text && holds(text.GetString()!);

    private static TextMatcher? Find(string name, string wanted, StringComparison comparison) => (name, comparison) switch
    {
        ("prefix", _) => new TextMatcher(text => text.StartsWith(wanted, comparison)),
        ("suffix", _) => new TextMatcher(text => text.EndsWith(wanted, comparison)),
        ("equals-ignore-case", StringComparison.Ordinal) => new TextMatcher(text => text.Equals(wanted, StringComparison.OrdinalIgnoreCase)),
        // A question mark is an ordinary character here, unlike in policies.
        ("wildcard", StringComparison.Ordinal) when !wanted.Contains('?', StringComparison.Ordinal) && !wanted.Contains('\\', StringComparison.Ordinal) =>
            new TextMatcher(text => Glob.Matches(wanted, text)),
        _ => null,
    };
}
