using System.Text.Json;

namespace ServerlessRef.LocalCloud.Patterns;

/// <summary>The same text, number, truth value or null; numbers by value.</summary>
internal sealed class ExactMatcher(JsonElement wanted) : IValueMatcher
{
    public bool Matches(JsonElement? value) => value is { } found && (found.ValueKind, wanted.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => found.GetString() == wanted.GetString(),
        (JsonValueKind.Number, JsonValueKind.Number) => found.GetDecimal() == wanted.GetDecimal(),
        var (left, right) => left == right && left is (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null),
    };
}
