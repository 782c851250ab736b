using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary><c>minimum</c>, <c>maximum</c> and their draft-4 boolean <c>exclusive…</c>, <c>multipleOf</c>.</summary>
internal sealed class NumberRule(decimal? minimum, bool exclusiveMinimum, decimal? maximum, bool exclusiveMaximum, decimal? multipleOf) : ISchemaRule
{
    public static void Compile(SchemaKeywords keywords, List<ISchemaRule> rules)
    {
        var rule = new NumberRule(
            keywords.Number("minimum"),
            keywords.Flag("exclusiveMinimum"),
            keywords.Number("maximum"),
            keywords.Flag("exclusiveMaximum"),
            Divisor(keywords));
        rules.Add(rule);
    }

    public void Check(JsonElement value, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            return;
        }

        // Beyond decimal's range only the sign and the size matter, and a double knows both.
        var number = value.TryGetDecimal(out var exact) ? exact : value.GetDouble() < 0 ? decimal.MinValue : decimal.MaxValue;
        CheckRange(number, value.GetRawText(), errors);
        if (multipleOf is { } divisor && (!value.TryGetDecimal(out _) || number % divisor != 0))
        {
            errors.Add($"remainder of division is not zero ({value.GetRawText()} / {Text(divisor)})");
        }
    }

    private static decimal? Divisor(SchemaKeywords keywords)
    {
        var divisor = keywords.Number("multipleOf");
        if (divisor <= 0)
        {
            keywords.Problem("multipleOf", $"is {Text(divisor.Value)}; a number above 0 is wanted.");
            return null;
        }

        return divisor;
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private void CheckRange(decimal number, string written, List<string> errors)
    {
        if (number < minimum)
        {
            errors.Add($"numeric instance is lower than the required minimum (minimum: {Text(minimum.Value)}, found: {written})");
        }
        else if (exclusiveMinimum && number == minimum)
        {
            errors.Add($"numeric instance is not strictly greater than the required minimum {Text(minimum.Value)}");
        }

        if (number > maximum)
        {
            errors.Add($"numeric instance is greater than the required maximum (maximum: {Text(maximum.Value)}, found: {written})");
        }
        else if (exclusiveMaximum && number == maximum)
        {
            errors.Add($"numeric instance is not strictly lower than the required maximum {Text(maximum.Value)}");
        }
    }
}
