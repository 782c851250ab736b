using System.Globalization;
using System.Text;
using ServerlessRef.LocalCloud.Gateway;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>A bucket as CloudFront's origin: S3's answers to GET and HEAD, with the bucket policy in between.</summary>
internal sealed class BucketOriginServer(Bucket bucket, Origin origin, Distribution distribution, string accountId, IObjectOrigin objects)
{
    private readonly BucketPolicy _policy = new(bucket, origin.SignsRequests ? distribution.Arn : null, accountId);

    public async Task<HttpAnswer> GetAsync(string method, string rawPath, HeaderFields sent, CancellationToken cancellationToken)
    {
        var key = Uri.UnescapeDataString((origin.OriginPath + rawPath).TrimStart('/'));
        if (method is not ("GET" or "HEAD") || key.Length == 0 || !_policy.AllowsGet(key))
        {
            return Refusal(403, "AccessDenied", "Access Denied");
        }

        // A key with dot segments cannot be asked of an engine over HTTP without meaning another object or bucket; none is ever stored under one.
        var found = HasDotSegment(key) ? null : await objects.GetAsync(bucket.Name, key, cancellationToken);
        if (found is null)
        {
            // Who may not list must not learn what exists.
            return _policy.AllowsList() ? Refusal(404, "NoSuchKey", "The specified key does not exist.") : Refusal(403, "AccessDenied", "Access Denied");
        }

        var headers = Headers(found);
        return ConditionalRequest.NotModified(sent, headers) ? new(304, headers, default) : new(200, headers, found.Body);
    }

    private static bool HasDotSegment(string key) => key.Split('/', '\\').Any(segment => segment is "." or "..") || key.Contains('\0', StringComparison.Ordinal);

    private static HeaderFields Headers(OriginObject found)
    {
        var headers = new HeaderFields();
        headers.Set("Server", "AmazonS3");
        headers.Set("Accept-Ranges", "bytes");
        headers.Set("Content-Type", found.ContentType ?? "binary/octet-stream");
        foreach (var (name, value) in found.OtherHeaders)
        {
            headers.Set(name, value);
        }

        if (found.ETag is { } tag)
        {
            headers.Set("ETag", tag);
        }

        if (found.LastModified is { } modified)
        {
            headers.Set("Last-Modified", modified.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));
        }

        if (found.CacheControl is { } cacheControl)
        {
            headers.Set("Cache-Control", cacheControl);
        }

        return headers;
    }

    private static HttpAnswer Refusal(int status, string code, string message)
    {
        var headers = new HeaderFields();
        headers.Set("Server", "AmazonS3");
        headers.Set("Content-Type", "application/xml");
        return new(status, headers, Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"));
    }
}
