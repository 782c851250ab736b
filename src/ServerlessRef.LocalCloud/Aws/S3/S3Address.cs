using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ServerlessRef.LocalCloud.Aws.S3;

/// <summary>What a path-style request addresses.</summary>
/// <param name="Key">Decoded; empty: the bucket itself.</param>
/// <param name="RawPath">As it was sent: decoding and encoding again would lose slashes and plus signs.</param>
internal sealed record S3Address(string Bucket, string Key, string RawPath, IReadOnlyDictionary<string, StringValues> Query)
{
    public static S3Address Read(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var parts = path.TrimStart('/').Split('/', 2);
        return new S3Address(
            Uri.UnescapeDataString(parts[0]),
            parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "",
            path,
            question < 0 ? new Dictionary<string, StringValues>() : QueryHelpers.ParseQuery(target[question..]));
    }

    public string BucketArn => $"arn:aws:s3:::{Bucket}";

    public string Arn => Key.Length == 0 ? BucketArn : $"{BucketArn}/{Key}";

    /// <summary>The same on the engine, without what only the front understands.</summary>
    public Uri On(Uri engine)
    {
        var query = Query.Where(entry => !entry.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase) && !entry.Key.StartsWith("response-", StringComparison.Ordinal))
            .SelectMany(entry => entry.Value, (entry, value) => $"{Uri.EscapeDataString(entry.Key)}={Uri.EscapeDataString(value ?? "")}");
        var text = string.Join('&', query);
        return new Uri(
            engine.GetLeftPart(UriPartial.Authority) + RawPath + (text.Length > 0 ? "?" + text : ""),
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }
}
