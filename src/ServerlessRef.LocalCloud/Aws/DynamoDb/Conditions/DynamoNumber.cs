using System.Globalization;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary>DynamoDB's numbers have up to 38 significant digits, more than <see cref="decimal"/>: they are compared as texts.</summary>
internal static class DynamoNumber
{
    public static int Compare(string left, string right)
    {
        var (leftSign, leftDigits, leftScale) = Parse(left);
        var (rightSign, rightDigits, rightScale) = Parse(right);
        if (leftSign != rightSign)
        {
            return leftSign.CompareTo(rightSign);
        }

        var magnitude = leftScale != rightScale ? leftScale.CompareTo(rightScale) : string.CompareOrdinal(leftDigits, rightDigits);
        return leftSign * Math.Sign(magnitude);
    }

    /// <summary>The same text for the same number, whatever its zeros and exponent.</summary>
    public static string Normalize(string text)
    {
        var (sign, digits, scale) = Parse(text);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}:{digits}:{scale}");
    }

    // 0.digits * 10^scale, digits without zeros at either end.
    private static (int Sign, string Digits, int Scale) Parse(string text)
    {
        var sign = text.StartsWith('-') ? -1 : 1;
        var unsigned = text.AsSpan().TrimStart("+-");
        var exponent = 0;
        var e = unsigned.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            exponent = int.Parse(unsigned[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            unsigned = unsigned[..e];
        }

        var point = unsigned.IndexOf('.');
        var whole = (point < 0 ? unsigned : unsigned[..point]).TrimStart('0');
        var fraction = point < 0 ? [] : unsigned[(point + 1)..];
        var digits = string.Concat(whole, fraction);
        var significant = digits.TrimStart('0');
        return significant.TrimEnd('0') is { Length: > 0 } trimmed
            ? (sign, trimmed, whole.Length - (digits.Length - significant.Length) + exponent)
            : (0, "", 0);
    }
}
