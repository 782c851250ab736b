namespace ServerlessRef.LocalCloud.Edge;

/// <summary>Reads an object of a bucket; permissions are checked before.</summary>
internal interface IObjectOrigin
{
    /// <summary>Null: no such object.</summary>
    Task<OriginObject?> GetAsync(string bucket, string key, CancellationToken cancellationToken);
}
