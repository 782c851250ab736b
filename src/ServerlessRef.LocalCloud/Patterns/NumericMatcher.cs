using System.Text.Json;

namespace ServerlessRef.LocalCloud.Patterns;

/// <summary>One or two comparisons: <c>["&gt;", 0, "&lt;=", 5]</c>.</summary>
internal sealed class NumericMatcher(IReadOnlyList<(string Operator, decimal Operand)> comparisons) : IValueMatcher
{
    private static readonly string[] Operators = ["<", "<=", "=", ">=", ">"];

    /// <returns>Null: malformed.</returns>
    public static NumericMatcher? Read(JsonElement operand)
    {
        List<JsonElement> parts = [.. operand.EnumerateArray()];
        var comparisons = new List<(string, decimal)>();
        for (var index = 0; index + 1 < parts.Count; index += 2)
        {
            if (parts[index].ValueKind != JsonValueKind.String || !Operators.Contains(parts[index].GetString(), StringComparer.Ordinal) || parts[index + 1].ValueKind != JsonValueKind.Number)
            {
                return null;
            }

            comparisons.Add((parts[index].GetString()!, parts[index + 1].GetDecimal()));
        }

        return parts.Count is 2 or 4 ? new NumericMatcher(comparisons) : null;
    }

    public bool Matches(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && comparisons.All(comparison => Holds(number.GetDecimal().CompareTo(comparison.Operand), comparison.Operator));

    private static bool Holds(int order, string comparison) => comparison switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        "=" => order == 0,
        ">=" => order >= 0,
        _ => order > 0,
    };
}
