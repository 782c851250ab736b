using System.Globalization;
using System.Text;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary>JSON may write half a surrogate pair (<c>"\ud800"</c>), which .NET's reader refuses and the gateway's does not: for validation it counts as U+FFFD.</summary>
internal static class LoneSurrogates
{
    public static string Replace(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal))
        {
            return json;
        }

        var result = new StringBuilder(json.Length);
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\' || at + 1 >= json.Length)
            {
                result.Append(json[at]);
                continue;
            }

            var unit = Unit(json, at);
            if (unit is { } high && char.IsHighSurrogate(high) && Unit(json, at + 6) is { } low && char.IsLowSurrogate(low))
            {
                result.Append(json, at, 12);
                at += 11;
            }
            else if (unit is { } lone && char.IsSurrogate(lone))
            {
                result.Append("\\ufffd");
                at += 5;
            }
            else
            {
                result.Append(json, at, 2);
                at++;
            }
        }

        return result.ToString();
    }

    private static char? Unit(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
