using System.Globalization;
using System.Net.Http.Headers;
using ServerlessRef.LocalCloud.Gateway;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>One range of an object (RFC 9110 section 14). Several ranges, or a range that cannot be read, give the whole.</summary>
internal static class ByteRange
{
    public static HttpAnswer Apply(HeaderFields request, HttpAnswer answer)
    {
        var ranged = answer.StatusCode == 200 && answer.Headers["Accept-Ranges"] == "bytes" && !answer.Headers.Contains("Content-Encoding");
        if (!ranged || !RangeHeaderValue.TryParse(request["Range"], out var range) || range.Unit != "bytes" || range.Ranges.Count != 1 || Outdated(request, answer))
        {
            return answer;
        }

        var length = (long)answer.Body.Length;
        var one = range.Ranges.Single();
        var first = one.From ?? Math.Max(0, length - one.To!.Value);
        var last = one.From is null ? length - 1 : Math.Min(one.To ?? (length - 1), length - 1);
        var headers = new HeaderFields(answer.Headers);
        if (first >= length || (one.From is null && one.To == 0))
        {
            headers.Set("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{length}"));
            return new(416, headers, default);
        }

        headers.Set("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{last}/{length}"));
        return new(206, headers, answer.Body[(int)first..((int)last + 1)]);
    }

    private static bool Outdated(HeaderFields request, HttpAnswer answer) =>
        request["If-Range"] is { } condition && condition != answer.Headers["ETag"] && condition != answer.Headers["Last-Modified"];
}
