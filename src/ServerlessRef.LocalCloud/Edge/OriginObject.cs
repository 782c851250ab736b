namespace ServerlessRef.LocalCloud.Edge;

/// <param name="ETag">With its quotes.</param>
internal sealed record OriginObject(ReadOnlyMemory<byte> Body, string? ContentType, string? ETag, DateTimeOffset? LastModified, string? CacheControl)
{
    /// <summary>Further headers S3 keeps with the object, such as Content-Encoding and Content-Disposition.</summary>
    public IReadOnlyDictionary<string, string> OtherHeaders { get; init; } = new Dictionary<string, string>();
}
