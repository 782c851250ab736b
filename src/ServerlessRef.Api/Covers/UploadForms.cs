using Amazon.S3;
using Amazon.S3.Model;
using ServerlessRef.Api.Contracts;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Api.Covers;

/// <summary>
/// Forms that post one file to S3, past this function (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html). What may be posted
/// stands in a signed policy that S3 holds the request to: one key, one media type, a largest size, a few minutes.
/// </summary>
/// <param name="storage">Made when first needed: most requests need none.</param>
internal sealed class UploadForms(Lazy<IAmazonS3> storage, string bucketName, TimeProvider time)
{
    /// <summary>For choosing to post, not for posting: S3 looks at the clock when the request arrives.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string ContentType = "Content-Type";

    public async Task<CoverUploadView> MakeAsync(string eventId, string uploadId, string contentType)
    {
        var expires = time.GetUtcNow() + Lifetime;
        var form = await storage.Value.CreatePresignedPostAsync(new CreatePresignedPostRequest
        {
            BucketName = bucketName,
            Key = $"{CoverContract.UploadPrefix}{eventId}/{uploadId}",
            Expires = expires.UtcDateTime,
            Fields = new() { [ContentType] = contentType },
            // From nothing on: an empty file then gets its reason like any other bad one.
            Conditions = [S3PostCondition.ContentLengthRange(0, CoverContract.MaxBytes), S3PostCondition.ExactMatch(ContentType, contentType)],
        });
        return new CoverUploadView(uploadId, form.Url, form.Fields, CoverContract.MaxBytes, StartTime.Format(expires));
    }
}
