using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Rules that compare a value: https://states-language.net/spec.html#choice-state</summary>
internal static class ChoiceComparisons
{
    private const string PathEnding = "Path";
    private const string Matches = "StringMatches"; // the one that takes no path

    private static readonly Dictionary<string, ChoiceComparison> All = Create();

    public static string Names => $"{string.Join(", ", All.Keys)}, and all but {Matches} with {PathEnding}";

    /// <param name="isPath">Whether its operand is a path.</param>
    /// <returns>Null: no such comparison.</returns>
    public static ChoiceComparison? Find(string name, out bool isPath)
    {
        isPath = name.EndsWith(PathEnding, StringComparison.Ordinal) && name != Matches + PathEnding;
        return All.GetValueOrDefault(isPath ? name[..^PathEnding.Length] : name);
    }

    private static Dictionary<string, ChoiceComparison> Create()
    {
        var all = new Dictionary<string, ChoiceComparison>(StringComparer.Ordinal)
        {
            ["BooleanEquals"] = ChoiceComparison.Of(Truth, (left, right) => left == right),
            [Matches] = ChoiceComparison.Of(Text, (text, pattern) => Regex.IsMatch(text, Expression(pattern), RegexOptions.Singleline | RegexOptions.CultureInvariant)),
        };
        (string Name, Func<int, bool> Holds)[] orders =
        [
            ("Equals", order => order == 0),
            ("LessThan", order => order < 0),
            ("GreaterThan", order => order > 0),
            ("LessThanEquals", order => order <= 0),
            ("GreaterThanEquals", order => order >= 0),
        ];
        foreach (var (name, holds) in orders)
        {
            all[$"String{name}"] = ChoiceComparison.Of(Text, (left, right) => holds(string.CompareOrdinal(left, right)));
            all[$"Numeric{name}"] = ChoiceComparison.Of(Number, (left, right) => holds(Nullable.Compare(left, right)));
            all[$"Timestamp{name}"] = ChoiceComparison.Of(Time, (left, right) => holds(Nullable.Compare(left, right)));
        }

        return all;
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    private static decimal? Number(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number ? node.GetValue<decimal>() : null;

    private static bool? Truth(JsonNode? node) => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? node.GetValue<bool>() : null;

    private static DateTimeOffset? Time(JsonNode? node) => Text(node) is { } text ? Timestamps.TryParse(text) : null;

    // A star is any run of characters; a backslash makes it, or another backslash, an ordinary one.
    private static string Expression(string pattern)
    {
        var expression = new StringBuilder(@"\A");
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '*')
            {
                expression.Append(".*");
                continue;
            }

            if (pattern[at] == '\\' && at + 1 < pattern.Length)
            {
                at++;
            }

            expression.Append(Regex.Escape(pattern.Substring(at, 1)));
        }

        return expression.Append(@"\z").ToString();
    }
}
