using System.Text.Json;

namespace ServerlessRef.LocalCloud.Patterns;

/// <summary>Whether the member is there at all; an object is no leaf and so not there.</summary>
internal sealed class ExistsMatcher(bool wanted) : IValueMatcher
{
    public bool Matches(JsonElement? value) => (value is { ValueKind: not JsonValueKind.Object }) == wanted;
}
