namespace ServerlessRef.LocalCloud.Engines;

/// <param name="ETag">With its quotes.</param>
/// <param name="Headers">Metadata, names in lower case: <c>cache-control</c>, <c>content-disposition</c>, <c>content-encoding</c>, <c>content-language</c>, <c>x-amz-meta-*</c>.</param>
internal sealed record S3Object(
    ReadOnlyMemory<byte> Body,
    string ContentType,
    string ETag,
    DateTimeOffset LastModified,
    string? CacheControl,
    IReadOnlyDictionary<string, string> Headers);
