using ServerlessRef.LocalCloud.Engines;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>Objects of the engine that keeps the buckets.</summary>
internal sealed class S3ObjectOrigin(S3EngineClient engine) : IObjectOrigin
{
    public async Task<OriginObject?> GetAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        var found = await engine.GetAsync(bucket, key, cancellationToken);
        return found is null
            ? null
            : new OriginObject(found.Body, found.ContentType, found.ETag.Length > 0 ? found.ETag : null, found.LastModified, found.CacheControl)
            {
                OtherHeaders = found.Headers.Where(header => header.Key != "cache-control").ToDictionary(StringComparer.OrdinalIgnoreCase),
            };
    }
}
