namespace ServerlessRef.LocalCloud.Aws.S3;

/// <summary>What a request asks of S3, read from method, address and query.</summary>
internal static class S3Operation
{
    // Query parameters that turn a request into one about a bucket's or object's configuration.
    private static readonly string[] SubResources =
    [
        "acl", "tagging", "policy", "policyStatus", "versioning", "versions", "cors", "website", "notification", "lifecycle", "encryption", "logging",
        "replication", "accelerate", "requestPayment", "ownershipControls", "publicAccessBlock", "object-lock", "retention", "legal-hold",
        "torrent", "restore", "select", "inventory", "metrics", "analytics", "intelligent-tiering", "renameObject", "attributes",
    ];

    /// <returns>The IAM action.</returns>
    /// <exception cref="AwsError">Not emulated.</exception>
    public static string Action(string method, S3Address address)
    {
        var query = address.Query;
        var action = Array.Find(SubResources, query.ContainsKey) is not null ? null
            : address.Bucket.Length == 0 ? null
            : address.Key.Length == 0 ? Bucket(method, address)
            : query.ContainsKey("uploads") || query.ContainsKey("uploadId") ? Upload(method)
            : Object(method);
        return action ?? throw new AwsError(
            "NotImplemented",
            501,
            $"The local cloud does not emulate {method} {address.RawPath} with {string.Join(", ", query.Keys.DefaultIfEmpty("no parameters"))}. Buckets come from the stack; objects are put, read, listed, copied and deleted, in parts too.");
    }

    private static string? Bucket(string method, S3Address address) => method switch
    {
        "GET" when address.Query.ContainsKey("location") => null,
        "GET" or "HEAD" when !address.Query.ContainsKey("uploads") => "s3:ListBucket",
        "POST" when address.Query.ContainsKey("delete") => "s3:DeleteObject",
        _ => null,
    };

    private static string? Upload(string method) => method switch
    {
        "POST" or "PUT" => "s3:PutObject",
        "DELETE" => "s3:AbortMultipartUpload",
        _ => null,
    };

    private static string? Object(string method) => method switch
    {
        "GET" or "HEAD" => "s3:GetObject",
        "PUT" => "s3:PutObject",
        "DELETE" => "s3:DeleteObject",
        _ => null,
    };
}
