using System.Text.Json;

namespace ServerlessRef.LocalCloud.Patterns;

/// <summary>Reads one entry of a pattern's list.</summary>
internal static class MatcherReader
{
    /// <returns>Null: a problem was told.</returns>
    public static IValueMatcher? Read(JsonElement entry, string place, Action<string> problem)
    {
        if (entry.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null)
        {
            return new ExactMatcher(entry);
        }

        if (entry.ValueKind != JsonValueKind.Object || entry.EnumerateObject().ToList() is not [var operation])
        {
            problem($"{place}: {entry.GetRawText()} is no value and no operator");
            return null;
        }

        var matcher = Operator(operation.Name, operation.Value, place, problem);
        if (matcher is null)
        {
            problem($"{place}: the operator {entry.GetRawText()} is not emulated; accepted: prefix, suffix, equals-ignore-case, wildcard, anything-but, numeric, exists");
        }

        return matcher;
    }

    private static IValueMatcher? Operator(string name, JsonElement operand, string place, Action<string> problem) => name switch
    {
        "exists" when operand.ValueKind is JsonValueKind.True or JsonValueKind.False => new ExistsMatcher(operand.GetBoolean()),
        "numeric" when operand.ValueKind == JsonValueKind.Array => NumericMatcher.Read(operand),
        "anything-but" => AnythingBut(operand, place, problem),
        _ => TextMatcher.Find(name, operand),
    };

    private static AnythingButMatcher? AnythingBut(JsonElement operand, string place, Action<string> problem)
    {
        var entries = operand.ValueKind == JsonValueKind.Array ? operand.EnumerateArray().ToList() : [operand];
        var matchers = entries.Select(entry => entry.ValueKind == JsonValueKind.Object && entry.EnumerateObject().ToList() is [var operation]
            ? TextMatcher.Find(operation.Name, operation.Value)
            : entry.ValueKind is JsonValueKind.String or JsonValueKind.Number ? Read(entry, place, problem) : null).ToList();
        return matchers.Count > 0 && matchers.TrueForAll(matcher => matcher is not null) ? new AnythingButMatcher([.. matchers.OfType<IValueMatcher>()]) : null;
    }
}
