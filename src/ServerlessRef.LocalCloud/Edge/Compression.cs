using System.IO.Compression;
using ServerlessRef.LocalCloud.Gateway;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>Automatic compression. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html</summary>
internal static class Compression
{
    private const int SmallestBytes = 1_000;
    private const int LargestBytes = 10_000_000;

    private static readonly HashSet<string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/dash+xml", "application/eot", "application/font", "application/font-sfnt", "application/javascript", "application/json", "application/manifest+json",
        "application/opentype", "application/otf", "application/pdf", "application/pkcs7-mime", "application/protobuf", "application/rss+xml", "application/truetype", "application/ttf",
        "application/vnd.apple.mpegurl", "application/vnd.mapbox-vector-tile", "application/vnd.ms-fontobject", "application/wasm", "application/xhtml+xml", "application/xml",
        "application/x-font-opentype", "application/x-font-truetype", "application/x-font-ttf", "application/x-httpd-cgi", "application/x-javascript", "application/x-mpegurl",
        "application/x-opentype", "application/x-otf", "application/x-perl", "application/x-ttf", "font/eot", "font/opentype", "font/otf", "font/ttf", "image/svg+xml",
        "text/css", "text/csv", "text/html", "text/javascript", "text/js", "text/plain", "text/richtext", "text/tab-separated-values", "text/xml", "text/x-component", "text/x-java-source", "text/x-script", "vnd.apple.mpegurl",
    };

    /// <summary>The encoding this viewer would get, which is part of the cache key; empty: none. Brotli goes before gzip; a policy that caches nothing compresses nothing.</summary>
    public static string Choose(Behavior behavior, HeaderFields request)
    {
        if (!behavior.Compress || behavior.CachePolicy.MaxTtl <= TimeSpan.Zero || request.Contains("Range"))
        {
            return "";
        }

        var accepted = request.Joined("Accept-Encoding").Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Replace(" ", "", StringComparison.Ordinal))
            .Where(part => !part.EndsWith(";q=0", StringComparison.Ordinal) && !part.EndsWith(";q=0.0", StringComparison.Ordinal))
            .Select(part => part.Split(';')[0].ToLowerInvariant())
            .ToList();
        return behavior.CachePolicy.AcceptsBrotli && accepted.Contains("br") ? "br"
            : behavior.CachePolicy.AcceptsGzip && accepted.Contains("gzip") ? "gzip"
            : "";
    }

    public static HttpAnswer Apply(HttpAnswer answer, string encoding)
    {
        var type = answer.Headers["Content-Type"]?.Split(';')[0].Trim() ?? "";
        if (encoding.Length == 0 || answer.StatusCode is not (200 or 403 or 404) || answer.Headers.Contains("Content-Encoding")
            || !Types.Contains(type) || answer.Body.Length is < SmallestBytes or > LargestBytes)
        {
            return answer;
        }

        var headers = new HeaderFields(answer.Headers);
        headers.Set("Content-Encoding", encoding);
        headers.Set("Vary", headers.Contains("Vary") ? $"{headers.Joined("Vary")}, Accept-Encoding" : "Accept-Encoding");
        if (headers["ETag"] is { } tag && !tag.StartsWith("W/", StringComparison.Ordinal))
        {
            headers.Set("ETag", "W/" + tag);
        }

        using var buffer = new MemoryStream();
        using (Stream stream = encoding == "br" ? new BrotliStream(buffer, CompressionLevel.Fastest) : new GZipStream(buffer, CompressionLevel.Fastest))
        {
            stream.Write(answer.Body.Span);
        }

        return new(answer.StatusCode, headers, buffer.ToArray());
    }
}
