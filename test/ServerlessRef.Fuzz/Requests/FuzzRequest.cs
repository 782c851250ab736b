using System.Globalization;
using System.Text;

namespace ServerlessRef.Fuzz.Requests;

/// <summary>
/// A request as it is written to the wire. Until a lane fills them in, target and headers may hold names in braces that stand for something
/// that exists: <c>{event}</c>, <c>{registration:3}</c>, <c>{organiser}</c> (see <c>World</c>).
/// </summary>
/// <param name="Headers">Whole lines, in order.</param>
internal sealed record FuzzRequest(string Method, string Target, IReadOnlyList<string> Headers, byte[] Body)
{
    /// <summary>Changes nothing, by HTTP's rules.</summary>
    public bool IsSafe => Method is "GET" or "HEAD" or "OPTIONS" or "TRACE";

    public FuzzRequest Map(Func<string, string> fill) => this with { Target = fill(Target), Headers = [.. Headers.Select(fill)] };

    /// <summary>As one line of a shell, near enough to try it by hand.</summary>
    public string ToCurl()
    {
        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"curl -i --path-as-is -X {Quote(Method)} {Quote("http://127.0.0.1:8080" + Target)}");
        foreach (var header in Headers)
        {
            line.Append(CultureInfo.InvariantCulture, $" -H {Quote(header)}");
        }

        return Body.Length == 0 ? line.ToString() : line.Append(CultureInfo.InvariantCulture, $" --data-binary {Quote(Encoding.UTF8.GetString(Body))}").ToString();
    }

    private static string Quote(string text)
    {
        var visible = string.Concat(text.Select(c => c is '\'' ? "\\'" : c is < ' ' or '\u007f' or (>= '\ud800' and <= '\udfff') ? $"\\u{(int)c:x4}" : c.ToString()));
        return visible == text ? $"'{text}'" : $"$'{visible}'";
    }
}
