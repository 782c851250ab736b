using Amazon.S3;
using Amazon.S3.Model;

namespace ServerlessRef.Worker.Results;

/// <summary>The bucket of job results.</summary>
internal sealed class ResultBucket(IAmazonS3 storage, string bucketName)
{
    public async Task PutAsync(string key, ResultDocument document, CancellationToken cancellation)
    {
        using var content = new MemoryStream(document.Content);
        var request = new PutObjectRequest
        {
            BucketName = bucketName,
            Key = key,
            InputStream = content,
            ContentType = document.ContentType,

            // The whole content is at hand: one plain body, its checksum in a header.
            UseChunkEncoding = false,
        };
        request.Headers.ContentDisposition = $"attachment; filename=\"{document.FileName}\"";
        await storage.PutObjectAsync(request, cancellation);
    }
}
