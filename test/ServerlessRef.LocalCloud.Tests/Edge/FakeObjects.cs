using System.Text;
using ServerlessRef.LocalCloud.Edge;

namespace ServerlessRef.LocalCloud.Tests.Edge;

/// <summary>A bucket's objects; counts what is asked of it.</summary>
internal sealed class FakeObjects : IObjectOrigin
{
    private int _asked;

    public Dictionary<string, OriginObject> ByKey { get; } = new(StringComparer.Ordinal);

    public int Asked => _asked;

    public void Put(string key, string body, string contentType, string? cacheControl = null, string etag = "\"v1\"") =>
        ByKey[key] = new OriginObject(Encoding.UTF8.GetBytes(body), contentType, etag, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), cacheControl);

    public Task<OriginObject?> GetAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(bucket == "site" ? ByKey.GetValueOrDefault(key) : null);
    }
}
