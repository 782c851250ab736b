using System.Globalization;
using ServerlessRef.LocalCloud.Gateway;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>If-None-Match, else If-Modified-Since (RFC 9110 section 13).</summary>
internal static class ConditionalRequest
{
    public static bool NotModified(HeaderFields request, HeaderFields answer)
    {
        if (request.Contains("If-None-Match"))
        {
            var sent = request.Joined("If-None-Match").Split(',', StringSplitOptions.TrimEntries);
            return answer["ETag"] is { } tag && (sent.Contains("*") || sent.Any(one => Weak(one) == Weak(tag)));
        }

        return Date(request["If-Modified-Since"]) is { } since && Date(answer["Last-Modified"]) is { } modified && modified <= since;
    }

    private static string Weak(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
