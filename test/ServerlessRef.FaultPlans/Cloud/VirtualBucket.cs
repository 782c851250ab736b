using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ServerlessRef.FaultPlans.Simulation;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>The results bucket: an object is there whole or not at all.</summary>
internal sealed class VirtualBucket(FaultyCalls calls)
    : AmazonS3Client(new BasicAWSCredentials("test", "test"), new AmazonS3Config { ServiceURL = "http://127.0.0.1:1", ForcePathStyle = true, AuthenticationRegion = "eu-central-1" })
{
    /// <summary>Content by key.</summary>
    public Dictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    public override async Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var content = request.ContentBody is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : ((MemoryStream)request.InputStream).ToArray();
        return await calls.RunAsync("PutObject", () =>
        {
            Objects[request.Key] = content;
            return Task.FromResult(new PutObjectResponse());
        });
    }
}
