using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessRef.Infrastructure.Settings;

/// <summary>Reads single context values and notes what is wrong with them.</summary>
internal sealed class SettingsReader(Func<string, object?> context, ICollection<string> problems)
{
    private const int MostValues = 20;

    /// <summary>Null where the key is absent or empty: <c>-c key=</c> takes a setting back.</summary>
    public string? Text(string key) => context(key) switch
    {
        null => null,
        // jsii hands JSON booleans and numbers over as such.
        bool flag => flag ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null,
    };

    /// <summary>The first choice is the default.</summary>
    public string OneOf(string key, params string[] choices)
    {
        var text = Text(key) ?? choices[0];
        if (choices.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        problems.Add($"Context '{key}' is '{text}'. Accepted: {string.Join(" or ", choices)}. Default: {choices[0]}.");
        return choices[0];
    }

    /// <param name="fallback">The default.</param>
    public int WholeNumber(string key, int fallback, int least, int most)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add($"Context '{key}' is '{text}'. Accepted: a whole number from {least} to {most}. Default: {fallback}.");
        return fallback;
    }

    /// <summary>Values separated by commas; spaces around them do not count.</summary>
    public IReadOnlyList<string> ListMatching(string key, string pattern, string accepted)
    {
        string[] values = [.. (Text(key) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        var wrong = Array.FindAll(values, value => !Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        if (wrong.Length == 0 && values.Length <= MostValues)
        {
            return values.Length == 0 ? [] : values;
        }

        var received = wrong.Length > 0 ? $"has '{string.Join("', '", wrong)}'" : $"has {values.Length} values";
        problems.Add($"Context '{key}' {received}. Accepted: up to {MostValues} {accepted}, separated by commas. Default: none.");
        return [];
    }

    /// <summary>Some of the choices, separated by commas; <c>none</c> for none of them. All are the default.</summary>
    public IReadOnlyList<string> SomeOf(string key, params string[] choices)
    {
        if (Text(key) is not { } text)
        {
            return choices;
        }

        string[] values = text == "none" ? [] : text.Split(',', StringSplitOptions.TrimEntries);
        if (values.Except(choices, StringComparer.Ordinal).ToArray() is not { Length: > 0 } unknown)
        {
            return values;
        }

        problems.Add($"Context '{key}' has '{string.Join("', '", unknown)}'. Accepted: some of {string.Join(", ", choices)}, separated by commas, or none. Default: all of them.");
        return choices;
    }

    public string? Matching(string key, string pattern, string accepted)
    {
        var text = Text(key);
        if (text is null || Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
        {
            return text;
        }

        problems.Add($"Context '{key}' is '{text}'. Accepted: {accepted}.");
        return null;
    }
}
