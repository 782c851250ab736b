using System.Text.Json;
using Amazon.S3.Model;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tests.Engines;

namespace ServerlessRef.LocalCloud.Tests.Aws;

[Collection(EnginesCollection.Name)]
public sealed class ObjectNotificationTests(EnginesFixture engines)
{
    [Fact(Timeout = 60_000)]
    public async Task APut_IsToldInS3sForm_BeforeItIsAnswered()
    {
        await using var aws = await StartAsync();
        using var s3 = aws.S3Sdk();

        var put = await s3.PutObjectAsync(new PutObjectRequest { BucketName = aws.Bucket.Name, Key = "covers/a b+ü", ContentBody = "12345" });

        var record = Assert.Single(await RecordsAsync(aws));
        var told = record.GetProperty("s3").GetProperty("object");
        Assert.Equal(("aws:s3", "ObjectCreated:Put", "2.1", LocalAws.Region), (Text(record, "eventSource"), Text(record, "eventName"), Text(record, "eventVersion"), Text(record, "awsRegion")));
        Assert.Equal(("covers/a+b%2B%C3%BC", 5, put.ETag.Trim('"')), (Text(told, "key"), told.GetProperty("size").GetInt32(), Text(told, "eTag")));
        Assert.Equal(aws.Bucket.Name, Text(record.GetProperty("s3").GetProperty("bucket"), "name"));
    }

    [Fact(Timeout = 60_000)]
    public async Task TheSequencer_OfALaterWriteOfOneKey_IsGreater()
    {
        await using var aws = await StartAsync();
        using var s3 = aws.S3Sdk();
        foreach (var body in new[] { "first", "second" })
        {
            await s3.PutObjectAsync(new PutObjectRequest { BucketName = aws.Bucket.Name, Key = "covers/a", ContentBody = body });
        }

        var records = await RecordsAsync(aws, 2);

        var bySize = records.Select(record => record.GetProperty("s3").GetProperty("object")).OrderBy(told => told.GetProperty("size").GetInt32()).Select(told => Text(told, "sequencer")).ToList();
        Assert.True(string.CompareOrdinal(bySize[0], bySize[1]) < 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task AKeyThatDoesNotMatchTheFilter_AndADeletion_AreNotTold()
    {
        await using var aws = await StartAsync();
        using var s3 = aws.S3Sdk();

        await s3.PutObjectAsync(new PutObjectRequest { BucketName = aws.Bucket.Name, Key = "other/a", ContentBody = "x" });
        await s3.DeleteObjectAsync(aws.Bucket.Name, "other/a");
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = aws.Bucket.Name, Key = "covers/last", ContentBody = "x" });

        Assert.Equal("covers/last", Text(Assert.Single(await RecordsAsync(aws)).GetProperty("s3").GetProperty("object"), "key"));
    }

    [Fact(Timeout = 60_000)]
    public async Task AMultipartUpload_IsToldOnce_WhenItIsComplete()
    {
        await using var aws = await StartAsync();
        using var s3 = aws.S3Sdk();
        var upload = await s3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = aws.Bucket.Name, Key = "covers/parts" });
        using var part = new MemoryStream("parts"u8.ToArray());
        var sent = await s3.UploadPartAsync(new UploadPartRequest { BucketName = aws.Bucket.Name, Key = "covers/parts", UploadId = upload.UploadId, PartNumber = 1, InputStream = part });

        await s3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = aws.Bucket.Name, Key = "covers/parts", UploadId = upload.UploadId, PartETags = [new PartETag(1, sent.ETag)] });

        Assert.Equal("ObjectCreated:CompleteMultipartUpload", Text(Assert.Single(await RecordsAsync(aws)), "eventName"));
    }

    [Fact(Timeout = 60_000)]
    public async Task TheTestEvent_IsSentWhenAsked()
    {
        await using var aws = await StartAsync();

        await aws.AnnounceNotificationsAsync();

        var body = JsonElement.Parse(Assert.Single(await aws.SqsEngine.ReceiveAsync(aws.Queue.Name, 10, TimeSpan.Zero, null, CancellationToken.None)).Body);
        Assert.Equal(("Amazon S3", "s3:TestEvent", aws.Bucket.Name), (Text(body, "Service"), Text(body, "Event"), Text(body, "Bucket")));
    }

    [Fact(Timeout = 60_000)]
    public async Task AQueueThatDoesNotLetS3Send_StopsTheStart()
    {
        var refused = await Assert.ThrowsAsync<StartupException>(() => LocalAws.StartAsync(engines, edit: cloud => Notifying(cloud) with { Queues = cloud.Queues }));

        Assert.Contains("Unable to validate the following destination configurations", refused.Message, StringComparison.Ordinal);
    }

    private Task<LocalAws> StartAsync() => LocalAws.StartAsync(engines, edit: Notifying);

    private static Cloud Notifying(Cloud cloud)
    {
        var queue = cloud.Queues[0];
        var statement = LocalAws.Allow("sqs:SendMessage", queue.Arn, $$$"""{"ArnLike":{"aws:SourceArn":"{{{cloud.Buckets[0].Arn}}}"},"StringEquals":{"aws:SourceAccount":"000000000000"}}""") with { Principals = ["s3.amazonaws.com"] };
        return cloud with
        {
            Queues = [queue with { Policy = [statement] }, .. cloud.Queues.Skip(1)],
            Buckets = [cloud.Buckets[0] with { Notifications = [new BucketNotification("Bucket-0", queue.Arn, "s3:ObjectCreated:*", "covers/", "")] }],
        };
    }

    // A message is in the queue before the write is answered: none has to be waited for.
    private static async Task<IReadOnlyList<JsonElement>> RecordsAsync(LocalAws aws, int atLeast = 1)
    {
        var records = new List<JsonElement>();
        for (var attempt = 0; attempt < atLeast || records.Count < atLeast; attempt++)
        {
            Assert.InRange(attempt, 0, 5);
            foreach (var message in await aws.SqsEngine.ReceiveAsync(aws.Queue.Name, 10, TimeSpan.Zero, null, CancellationToken.None))
            {
                records.AddRange(JsonElement.Parse(message.Body).GetProperty("Records").EnumerateArray());
            }
        }

        return records;
    }

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}
