using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>
/// A reference path: <c>$</c>, members and positions of lists; with <c>$$</c> into the context object
/// (https://states-language.net/spec.html#ref-paths). Paths that select several values are not emulated.
/// </summary>
internal sealed partial class StatePath
{
    private readonly IReadOnlyList<string> _steps; // a member's name, or a position between brackets
    private readonly bool _ofContext;

    private StatePath(string text, bool ofContext, IReadOnlyList<string> steps) => (Text, _ofContext, _steps) = (text, ofContext, steps);

    public static StatePath Root { get; } = new("$", ofContext: false, []);

    public string Text { get; }

    /// <returns>Null: no reference path.</returns>
    public static StatePath? TryParse(string text)
    {
        if (!Form().IsMatch(text))
        {
            return null;
        }

        var ofContext = text.StartsWith("$$", StringComparison.Ordinal);
        var steps = Step().Matches(text).Select(step => step.Groups["name"].Success ? step.Groups["name"].Value : step.Groups["index"].Success ? step.Value : step.Groups["quoted"].Value);
        return new StatePath(text, ofContext, [.. steps]);
    }

    /// <param name="value">Of the tree, not a copy.</param>
    public bool TryFind(JsonNode? input, JsonNode context, out JsonNode? value)
    {
        value = _ofContext ? context : input;
        foreach (var step in _steps)
        {
            if (!TryStep(value, step, out value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A copy of what it finds; a runtime error where there is nothing.</summary>
    public JsonNode? Find(JsonNode? input, JsonNode context, string field) => TryFind(input, context, out var value)
        ? value?.DeepClone()
        : throw StateFailure.Runtime($"The JSONPath '{Text}' specified for the field '{field}' could not be found in the input '{input?.ToJsonString() ?? "null"}'");

    /// <summary>A copy of the tree with a value at this place; members on the way are made.</summary>
    public JsonNode? Put(JsonNode? tree, JsonNode? value)
    {
        if (_steps.Count == 0)
        {
            return value?.DeepClone();
        }

        var copy = tree?.DeepClone();
        var at = copy;
        for (var number = 0; number < _steps.Count - 1; number++)
        {
            if (at is JsonObject parent && !IsIndex(_steps[number]) && parent[_steps[number]] is not (JsonObject or JsonArray))
            {
                parent[_steps[number]] = new JsonObject();
            }

            if (!TryStep(at, _steps[number], out at))
            {
                throw NoPlace(tree);
            }
        }

        switch (at)
        {
            case JsonObject parent when !IsIndex(_steps[^1]):
                parent[_steps[^1]] = value?.DeepClone();
                return copy;
            case JsonArray list when IsIndex(_steps[^1]) && Index(_steps[^1]) < list.Count:
                list[Index(_steps[^1])] = value?.DeepClone();
                return copy;
            default:
                throw NoPlace(tree);
        }
    }

    private StateFailure NoPlace(JsonNode? tree) => new(ErrorNames.ResultPathMatchFailure, $"Unable to apply ReferencePath {Text} to input {tree?.ToJsonString() ?? "null"}");

    private static bool TryStep(JsonNode? from, string step, out JsonNode? value)
    {
        value = null;
        if (IsIndex(step))
        {
            var found = from is JsonArray list && Index(step) < list.Count;
            value = found ? from![Index(step)] : null;
            return found;
        }

        return from is JsonObject parent && parent.TryGetPropertyValue(step, out value);
    }

    private static bool IsIndex(string step) => step.StartsWith('[');

    private static int Index(string step) => int.Parse(step.AsSpan(1, step.Length - 2), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\$\$?(\.[\p{L}_][\p{L}\p{N}_-]*|\['[^'\[\]]+'\]|\[[0-9]{1,6}\])*$")]
    private static partial Regex Form();

    [GeneratedRegex(@"\.(?<name>[\p{L}_][\p{L}\p{N}_-]*)|\['(?<quoted>[^'\[\]]+)'\]|\[(?<index>[0-9]{1,6})\]")]
    private static partial Regex Step();
}
