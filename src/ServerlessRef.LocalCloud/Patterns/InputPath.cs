using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Patterns;

/// <summary>The part of an event a target gets: <c>$</c>, or members in a row such as <c>$.detail.type</c>.</summary>
internal static partial class InputPath
{
    public static bool IsValid(string path) => Form().IsMatch(path);

    /// <returns>Null: the event has no such member.</returns>
    public static JsonElement? Find(JsonElement from, string path)
    {
        JsonElement? found = from;
        foreach (var name in path.Split('.').Skip(1))
        {
            found = found is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var member) ? member : null;
        }

        return found;
    }

    [GeneratedRegex(@"^\$(\.[A-Za-z0-9_-]+)*$")]
    private static partial Regex Form();
}
