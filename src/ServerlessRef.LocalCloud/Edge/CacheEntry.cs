using ServerlessRef.LocalCloud.Gateway;

namespace ServerlessRef.LocalCloud.Edge;

internal sealed record CacheEntry(string Key, HttpAnswer Answer, DateTimeOffset StoredAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Bytes, with a flat share for headers and bookkeeping.</summary>
    public long Size { get; } = Answer.Body.Length + Key.Length + 1024;
}
