using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary><c>minLength</c>, <c>maxLength</c> (in code points), <c>pattern</c> (ECMA 262, found anywhere unless anchored).</summary>
internal sealed class TextRule(int? minLength, int? maxLength, Regex? pattern) : ISchemaRule
{
    public static void Compile(SchemaKeywords keywords, List<ISchemaRule> rules)
    {
        var (min, max) = (keywords.Count("minLength"), keywords.Count("maxLength"));
        Regex? pattern = null;
        if (keywords.Find("pattern", JsonValueKind.String)?.GetString() is { } text)
        {
            try
            {
                // The timeout keeps a pattern with catastrophic backtracking from holding a request for ever.
                pattern = new Regex(text, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));
            }
            catch (ArgumentException exception)
            {
                keywords.Problem("pattern", $"is \"{text}\", no ECMA 262 regular expression: {exception.Message}");
            }
        }

        if (min is not null || max is not null || pattern is not null)
        {
            rules.Add(new TextRule(min, max, pattern));
        }
    }

    public void Check(JsonElement value, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return;
        }

        var text = value.GetString()!;
        var length = text.EnumerateRunes().Count();
        if (length < minLength)
        {
            errors.Add($"string \"{text}\" is too short (length: {length}, required minimum: {minLength})");
        }

        if (length > maxLength)
        {
            errors.Add($"string \"{text}\" is too long (length: {length}, maximum allowed: {maxLength})");
        }

        if (pattern is not null && !Matches(text))
        {
            errors.Add($"ECMA 262 regex \"{pattern}\" does not match input string \"{text}\"");
        }
    }

    private bool Matches(string text)
    {
        try
        {
            return pattern!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
