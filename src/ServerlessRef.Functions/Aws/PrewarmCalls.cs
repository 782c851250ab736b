using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.Core;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Hosting;

namespace ServerlessRef.Functions.Aws;

/// <summary>Calls without effect: one per client, of an action the functions are granted anyway, and one of the serializer.</summary>
public static class PrewarmCalls
{
    /// <summary>Reads an item that does not exist.</summary>
    public static PrewarmCall DynamoDb(IAmazonDynamoDB database, string tableName) => new("dynamodb", cancellation =>
        database.GetItemAsync(
            new GetItemRequest
            {
                TableName = tableName,
                Key = new()
                {
                    [TableSchema.PartitionKey] = new AttributeValue("PREWARM"),
                    [TableSchema.SortKey] = new AttributeValue("PREWARM"),
                },
            },
            cancellation));

    /// <summary>Sends no message: SQS refuses a batch without entries, under the same permission as one with entries.</summary>
    public static PrewarmCall Sqs(IAmazonSQS queue, string queueUrl) => new("sqs", cancellation =>
        queue.SendMessageBatchAsync(new SendMessageBatchRequest { QueueUrl = queueUrl, Entries = [] }, cancellation));

    /// <summary>Publishes nothing: SNS refuses a message without text, under the same permission as one with text.</summary>
    public static PrewarmCall Sns(IAmazonSimpleNotificationService topics, string topicArn) => new("sns", cancellation =>
        topics.PublishAsync(new PublishRequest { TopicArn = topicArn, Message = "" }, cancellation));

    /// <summary>Sends nothing: SES refuses a mail without sender, content and receiver.</summary>
    public static PrewarmCall Ses(IAmazonSimpleEmailServiceV2 mails) => new("ses", cancellation =>
        mails.SendEmailAsync(new SendEmailRequest(), cancellation));

    /// <summary>Aborts an upload that does not exist; whoever may write objects may do that.</summary>
    public static PrewarmCall S3(IAmazonS3 storage, string bucketName) => new("s3", cancellation =>
        storage.AbortMultipartUploadAsync(
            new AbortMultipartUploadRequest { BucketName = bucketName, Key = "prewarm", UploadId = "prewarm" }, cancellation));

    /// <summary>
    /// Reads a sample event and writes an empty answer. A serializer works its types out when it first meets them, some with reflection;
    /// here it does so while the calls before it wait for the network. Name it last.
    /// </summary>
    public static PrewarmCall Json<TInput, TOutput>(ILambdaSerializer serializer, ReadOnlyMemory<byte> sampleEvent)
        where TOutput : new() => new("json", _ =>
        {
            using var sample = new MemoryStream(sampleEvent.ToArray());
            serializer.Deserialize<TInput>(sample);
            serializer.Serialize(new TOutput(), Stream.Null);
            return Task.CompletedTask;
        });
}
