using System.Text.Json;

namespace ServerlessRef.LocalCloud.Patterns;

/// <summary>
/// An event pattern, as rules, pipes and filter policies have it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html.
/// Every member must match; of a member's list, one entry.
/// </summary>
internal sealed class EventPattern
{
    private readonly Dictionary<string, EventPattern> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<IValueMatcher>> _values = new(StringComparer.Ordinal);

    private EventPattern()
    {
    }

    /// <param name="problem">Told what is malformed or not emulated, with its place.</param>
    /// <returns>Whatever could be read; of no use once there was a problem.</returns>
    public static EventPattern Read(JsonElement pattern, Action<string> problem) => Read(pattern, "", problem);

    public bool Matches(JsonElement value) =>
        _objects.All(member => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(member.Key, out var inner) ? member.Value.Matches(inner) : member.Value.MatchesNothing)
        && _values.All(member => Matches(value.ValueKind == JsonValueKind.Object && value.TryGetProperty(member.Key, out var found) ? found : null, member.Value));

    // Members that ask for absence match where the whole object is absent.
    private bool MatchesNothing =>
        _objects.Values.All(inner => inner.MatchesNothing) && _values.Values.All(matchers => Matches(null, matchers));

    private static bool Matches(JsonElement? value, IReadOnlyList<IValueMatcher> matchers) =>
        value is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Any(entry => matchers.Any(matcher => matcher.Matches(entry)))
            : matchers.Any(matcher => matcher.Matches(value));

    private static EventPattern Read(JsonElement pattern, string path, Action<string> problem)
    {
        var read = new EventPattern();
        if (pattern.ValueKind != JsonValueKind.Object)
        {
            problem($"{Place(path)} must be an object or an array");
            return read;
        }

        foreach (var member in pattern.EnumerateObject())
        {
            var place = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (member.Name.StartsWith('$'))
            {
                problem($"{place} is not emulated; accepted: members with lists of values and operators");
            }
            else if (member.Value.ValueKind == JsonValueKind.Array)
            {
                read._values[member.Name] = [.. member.Value.EnumerateArray().Select(entry => MatcherReader.Read(entry, place, problem)).OfType<IValueMatcher>()];
                if (member.Value.GetArrayLength() == 0)
                {
                    problem($"{place} is an empty array, which is not allowed");
                }
            }
            else
            {
                read._objects[member.Name] = Read(member.Value, place, problem);
            }
        }

        return read;
    }

    private static string Place(string path) => path.Length == 0 ? "the pattern" : path;
}
