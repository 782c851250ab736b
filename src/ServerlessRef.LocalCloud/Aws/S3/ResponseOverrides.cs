using Microsoft.Extensions.Primitives;

namespace ServerlessRef.LocalCloud.Aws.S3;

/// <summary>Headers of an object that its reader may replace: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html</summary>
internal static class ResponseOverrides
{
    private const string Prefix = "response-";

    private static readonly HashSet<string> Headers = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Type", "Content-Language", "Expires", "Cache-Control", "Content-Disposition", "Content-Encoding",
    };

    public static AwsResponse Apply(AwsResponse response, IReadOnlyDictionary<string, StringValues> query)
    {
        var overrides = query
            .Where(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal) && Headers.Contains(entry.Key[Prefix.Length..]))
            .ToDictionary(entry => entry.Key[Prefix.Length..], entry => entry.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return overrides.Count == 0 || response.Status is not (200 or 206)
            ? response
            : response with { Headers = [.. response.Headers.Where(header => !overrides.ContainsKey(header.Key)), .. overrides] };
    }
}
