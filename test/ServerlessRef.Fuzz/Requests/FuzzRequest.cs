using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessRef.Fuzz.Requests;

/// <summary>
/// A request as it is written to the wire. Until a lane fills them in, target and headers may hold names in braces that stand for something
/// that exists: <c>{event}</c>, <c>{registration:3}</c>, <c>{organiser}</c> (see <c>World</c>).
/// </summary>
/// <param name="Headers">Whole lines, in order.</param>
internal sealed partial record FuzzRequest(string Method, string Target, IReadOnlyList<string> Headers, byte[] Body)
{
    private const int MostShown = 300;

    /// <summary>Changes nothing, by HTTP's rules.</summary>
    public bool IsSafe => Method is "GET" or "HEAD" or "OPTIONS" or "TRACE";

    public FuzzRequest Map(Func<string, string> fill) => this with { Target = fill(Target), Headers = [.. Headers.Select(fill)] };

    /// <summary>As one line of a shell, near enough to try it by hand.</summary>
    public string ToCurl()
    {
        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"curl -i --path-as-is -X {Quote(Method)} {Quote("http://127.0.0.1:8080" + Target)}");
        foreach (var header in Headers)
        {
            line.Append(CultureInfo.InvariantCulture, $" -H {Quote(Shorten(header))}");
        }

        return Body.Length == 0 ? line.ToString() : line.Append(CultureInfo.InvariantCulture, $" --data-binary {Quote(Shorten(Encoding.UTF8.GetString(Body)))}").ToString();
    }

    /// <summary>The same intention of another person, under another key: what a replay would hide can happen again.</summary>
    public FuzzRequest Renewed(int number) => this with
    {
        Headers = [.. Headers.Select(header => FreshKey().Replace(header, $"Idempotency-Key: again_{number:D20}"))],
        Body = FreshMail().IsMatch(Encoding.UTF8.GetString(Body)) ? Encoding.UTF8.GetBytes(FreshMail().Replace(Encoding.UTF8.GetString(Body), $"again{number}@fuzz.example")) : Body,
    };

    private static string Shorten(string text) => text.Length <= MostShown ? text : $"{text[..60]}… ({text.Length} characters)";

    [GeneratedRegex("^Idempotency-Key: fuzz_.*$")]
    private static partial Regex FreshKey();

    [GeneratedRegex(@"p[0-9]+x*@fuzz\.example")]
    private static partial Regex FreshMail();

    private static string Quote(string text)
    {
        var visible = string.Concat(text.Select(c => c is '\'' ? "\\'" : c is < ' ' or '\u007f' or (>= '\ud800' and <= '\udfff') ? $"\\u{(int)c:x4}" : c.ToString()));
        return visible == text ? $"'{text}'" : $"$'{visible}'";
    }
}
