using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using Amazon.S3.Model;

namespace ServerlessRef.DeadLetter;

/// <summary>Bodies that name no job, in the bucket under the message's id: writing one twice changes nothing.</summary>
internal sealed class KeptMessages(IAmazonS3 storage, string bucketName)
{
    public Task PutAsync(SQSEvent.SQSMessage message, CancellationToken cancellation) =>
        storage.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucketName,
                Key = $"dead-letters/{message.MessageId}.txt",
                ContentBody = message.Body ?? string.Empty,
                ContentType = "text/plain; charset=utf-8",
                UseChunkEncoding = false,
            },
            cancellation);
}
