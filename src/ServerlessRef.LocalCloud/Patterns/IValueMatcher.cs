using System.Text.Json;

namespace ServerlessRef.LocalCloud.Patterns;

/// <summary>One entry of a pattern's list: what a value may be.</summary>
internal interface IValueMatcher
{
    /// <param name="value">Null: the event has no such member. A list is asked entry by entry.</param>
    bool Matches(JsonElement? value);
}
