using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.S3;

/// <summary>Which pages of other origins may talk to a bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html</summary>
internal sealed class BucketCors(Cloud cloud)
{
    private const string Method = "Access-Control-Request-Method";
    private const string Headers = "Access-Control-Request-Headers";

    /// <summary>The browser's question before a request that is not simple; it is unsigned.</summary>
    public AwsResponse Preflight(HttpRequest request)
    {
        var (origin, method) = (request.Headers.Origin.ToString(), request.Headers[Method].ToString());
        if (origin.Length == 0 || method.Length == 0)
        {
            return S3Wire.Error(new AwsError("BadRequest", 400, "Insufficient information. Origin request header needed."));
        }

        var asked = request.Headers[Headers].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Bucket(request) is not { Cors.Count: > 0 } bucket)
        {
            return S3Wire.Error(new AwsError("AccessForbidden", 403, "CORSResponse: CORS is not enabled for this bucket."));
        }

        return Find(bucket, origin, method, asked) is { } rule
            ? new AwsResponse(200, [.. Answer(rule, origin), new("Access-Control-Allow-Headers", string.Join(", ", asked))], default)
            : S3Wire.Error(new AwsError("AccessForbidden", 403, "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."));
    }

    /// <summary>The answer with what lets the asking page read it.</summary>
    public AwsResponse Apply(HttpRequest request, AwsResponse response) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin && Bucket(request) is { } bucket && Find(bucket, origin, request.Method, []) is { } rule
            ? response with { Headers = [.. response.Headers, .. Answer(rule, origin)] }
            : response;

    private static CorsRule? Find(Bucket bucket, string origin, string method, string[] headers) => bucket.Cors.FirstOrDefault(rule =>
        rule.AllowedOrigins.Any(pattern => Matches(pattern, origin))
        && rule.AllowedMethods.Contains(method)
        && headers.All(header => rule.AllowedHeaders.Any(pattern => Matches(pattern.ToLowerInvariant(), header.ToLowerInvariant()))));

    private static IEnumerable<KeyValuePair<string, string>> Answer(CorsRule rule, string origin)
    {
        var anyone = rule.AllowedOrigins.Contains("*");
        yield return new("Access-Control-Allow-Origin", anyone ? "*" : origin);
        yield return new("Access-Control-Allow-Methods", string.Join(", ", rule.AllowedMethods));
        yield return new("Vary", $"Origin, {Headers}, {Method}");
        if (!anyone)
        {
            yield return new("Access-Control-Allow-Credentials", "true");
        }

        if (rule.ExposedHeaders.Count > 0)
        {
            yield return new("Access-Control-Expose-Headers", string.Join(", ", rule.ExposedHeaders));
        }
    }

    // One asterisk stands for anything.
    private static bool Matches(string pattern, string text) => pattern.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star
        ? text.Length >= pattern.Length - 1 && text.StartsWith(pattern[..star], StringComparison.Ordinal) && text.EndsWith(pattern[(star + 1)..], StringComparison.Ordinal)
        : pattern == text;

    private Bucket? Bucket(HttpRequest request) => S3Address.Read(request).Bucket is var name ? cloud.Buckets.FirstOrDefault(bucket => bucket.Name == name) : null;
}
