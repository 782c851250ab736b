using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessRef.Shared;

namespace ServerlessRef.StandIns.Tests;

public sealed class SqsClientTests
{
    private const string Queue = "http://127.0.0.1/000000000000/jobs";

    [Fact(Timeout = 120_000)]
    public async Task SendMessage_IsASignedRequestOfTheJsonProtocol()
    {
        await using var sqs = HttpRecorder.Start(_ => new RecordedAnswer(200, """{"MessageId":"m-1","MD5OfMessageBody":"abc"}"""));
        using var client = Client(sqs);

        var response = await client.SendMessageAsync(new SendMessageRequest { QueueUrl = Queue, MessageBody = "{}", DelaySeconds = 3 });

        var request = Assert.Single(sqs.Requests);
        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal(("m-1", "abc"), (response.MessageId, response.MD5OfMessageBody));
        Assert.Equal(("POST", "AmazonSQS.SendMessage", "application/x-amz-json-1.0"), (request.Method, request.Headers["X-Amz-Target"], request.Headers["Content-Type"]));
        Assert.Equal((Queue, "{}", 3), (body.GetProperty("QueueUrl").GetString(), body.GetProperty("MessageBody").GetString(), body.GetProperty("DelaySeconds").GetInt32()));
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=key/", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("/eu-central-1/sqs/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("token", request.Headers["X-Amz-Security-Token"]);
    }

    [Fact(Timeout = 120_000)]
    public async Task AMessageOfAFifoQueue_CarriesItsGroupAndItsDeduplicationId()
    {
        await using var sqs = HttpRecorder.Start(_ => new RecordedAnswer(200, """{"MessageId":"m-1","Successful":[]}"""));
        using var client = Client(sqs);

        await client.SendMessageAsync(new SendMessageRequest { QueueUrl = Queue, MessageBody = "{}", MessageGroupId = "g", MessageDeduplicationId = "d" });
        await client.SendMessageBatchAsync(Queue, [new("a", "1") { MessageGroupId = "g1", MessageDeduplicationId = "d1" }]);

        var single = JsonDocument.Parse(sqs.Requests[0].Body).RootElement;
        var entry = JsonDocument.Parse(sqs.Requests[1].Body).RootElement.GetProperty("Entries")[0];
        Assert.Equal(("g", "d"), (single.GetProperty("MessageGroupId").GetString(), single.GetProperty("MessageDeduplicationId").GetString()));
        Assert.Equal(("g1", "d1"), (entry.GetProperty("MessageGroupId").GetString(), entry.GetProperty("MessageDeduplicationId").GetString()));
    }

    [Fact(Timeout = 120_000)]
    public async Task SendMessageBatch_TellsWhichEntriesFailed()
    {
        await using var sqs = HttpRecorder.Start(_ => new RecordedAnswer(
            200, """{"Successful":[{"Id":"a","MessageId":"m"}],"Failed":[{"Id":"b","Code":"InternalError","SenderFault":false,"Message":"again"}]}"""));
        using var client = Client(sqs);

        var response = await client.SendMessageBatchAsync(Queue, [new("a", "1"), new("b", "2")]);

        Assert.Equal("a", Assert.Single(response.Successful).Id);
        var failed = Assert.Single(response.Failed);
        Assert.Equal(("b", "InternalError", false), (failed.Id, failed.Code, failed.SenderFault!.Value));
    }

    [Fact(Timeout = 120_000)]
    public async Task SendMessageBatch_WithoutFailures_LeavesTheListNull()
    {
        await using var sqs = HttpRecorder.Start(_ => new RecordedAnswer(200, """{"Successful":[{"Id":"a"}]}"""));
        using var client = Client(sqs);

        Assert.Null((await client.SendMessageBatchAsync(Queue, [new("a", "1")])).Failed);
    }

    [Fact(Timeout = 120_000)]
    public async Task Refusal_IsTheTypedExceptionWithTheOlderCode()
    {
        await using var sqs = HttpRecorder.Start(_ => new RecordedAnswer(
            400,
            """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}""",
            ("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender"),
            ("x-amzn-RequestId", "r-1")));
        using var client = Client(sqs);

        var refusal = await Assert.ThrowsAsync<QueueDoesNotExistException>(() => client.SendMessageAsync(Queue, "{}"));

        Assert.Equal(
            ("AWS.SimpleQueueService.NonExistentQueue", ErrorType.Sender, "r-1", "The specified queue does not exist."),
            (refusal.ErrorCode, refusal.ErrorType, refusal.RequestId, refusal.Message));
    }

    [Fact(Timeout = 120_000)]
    public async Task Refusal_ThatIsNoJson_IsAnSqsException()
    {
        await using var sqs = HttpRecorder.Start(_ => new RecordedAnswer(403, "<html>no</html>"));
        using var client = Client(sqs);

        Assert.Equal(403, (int)(await Assert.ThrowsAsync<AmazonSQSException>(() => client.SendMessageAsync(Queue, "{}"))).StatusCode);
    }

    [Fact(Timeout = 120_000)]
    public async Task ServerError_IsTriedAgain()
    {
        var calls = 0;
        await using var sqs = HttpRecorder.Start(_ => ++calls == 1 ? new RecordedAnswer(503, "{}") : new RecordedAnswer(200, """{"MessageId":"m"}"""));
        using var client = Client(sqs);

        await client.SendMessageAsync(Queue, "{}");

        Assert.Equal(2, calls);
    }

    [Theory]
    [InlineData("eu-central-1", "https://sqs.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://sqs.cn-north-1.amazonaws.com.cn/")]
    public void Endpoint_WithoutAUrl_IsTheRegions(string region, string url)
    {
        var config = new AmazonSQSConfig { RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region) };

        Assert.Equal(new Uri(url), new Uri(config.DetermineServiceOperationEndpoint(null!).URL));
    }

    private static AmazonSQSClient Client(HttpRecorder sqs) => new(
        new SessionAWSCredentials("key", "secret", "token"),
        new AmazonSQSConfig { ServiceURL = sqs.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 1 });
}
