using System.Text.Json;

namespace ServerlessRef.LocalCloud.Patterns;

/// <summary>A value that none of these matches; one that is absent matches neither way.</summary>
internal sealed class AnythingButMatcher(IReadOnlyList<IValueMatcher> excluded) : IValueMatcher
{
    public bool Matches(JsonElement? value) => value is not null && !excluded.Any(matcher => matcher.Matches(value));
}
