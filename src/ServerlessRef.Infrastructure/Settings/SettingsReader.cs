using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessRef.Infrastructure.Settings;

/// <summary>Reads single context values and notes what is wrong with them.</summary>
internal sealed class SettingsReader(Func<string, object?> context, ICollection<string> problems)
{
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
