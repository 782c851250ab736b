using Amazon.S3;
using Amazon.S3.Model;

namespace ServerlessRef.Api.Jobs;

/// <summary>Links to what jobs made. A link is signed on this machine, works without signing in and ends after <see cref="Lifetime"/>.</summary>
/// <param name="storage">Made when first needed: most requests need none.</param>
internal sealed class ResultLinks(Lazy<IAmazonS3> storage, string bucketName, TimeProvider time)
{
    /// <summary>Long enough to click, short enough to leak little. (It also ends with the role's credentials, which live for hours.)</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public Task<string> MakeAsync(string objectKey) => storage.Value.GetPreSignedURLAsync(new GetPreSignedUrlRequest
    {
        BucketName = bucketName,
        Key = objectKey,
        Verb = HttpVerb.GET,
        Expires = time.GetUtcNow().UtcDateTime + Lifetime,
        // The SDK signs for https unless told otherwise, also where the endpoint is a plain local one.
        Protocol = storage.Value.Config.ServiceURL is { } url && url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? Protocol.HTTP : Protocol.HTTPS,
    });
}
