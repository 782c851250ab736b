using System.Net;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using ServerlessRef.Shared;

namespace ServerlessRef.StandIns.Tests;

public sealed class SnsClientTests
{
    private const string Topic = "arn:aws:sns:eu-central-1:000000000000:notices";
    private const string Published = """<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>""";

    [Fact(Timeout = 120_000)]
    public async Task Publish_IsASignedFormOfTheQueryProtocol()
    {
        await using var sns = HttpRecorder.Start(_ => new RecordedAnswer(200, Published));
        using var client = Client(sns);

        var response = await client.PublishAsync(new PublishRequest
        {
            TopicArn = Topic,
            Message = "Ä & B=1",
            Subject = "News",
            MessageStructure = "json",
            MessageAttributes = new() { ["type"] = new() { DataType = "String", StringValue = "event-full" } },
        });

        var request = Assert.Single(sns.Requests);
        var form = request.Body.Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair[1]));
        Assert.Equal("m-1", response.MessageId);
        Assert.StartsWith("application/x-www-form-urlencoded", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(("POST", "Publish", "2010-03-31", Topic), (request.Method, form["Action"], form["Version"], form["TopicArn"]));
        Assert.Equal(("Ä & B=1", "News", "json"), (form["Message"], form["Subject"], form["MessageStructure"]));
        Assert.Equal(
            ("type", "String", "event-full"),
            (form["MessageAttributes.entry.1.Name"], form["MessageAttributes.entry.1.Value.DataType"], form["MessageAttributes.entry.1.Value.StringValue"]));
        Assert.Contains("/eu-central-1/sns/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Refusal_IsTheTypedException()
    {
        await using var sns = HttpRecorder.Start(_ => new RecordedAnswer(
            404, """<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"""));
        using var client = Client(sns);

        var refusal = await Assert.ThrowsAsync<NotFoundException>(() => client.PublishAsync(new PublishRequest(Topic, "text")));

        Assert.Equal(("NotFound", ErrorType.Sender, "r-1", "Topic does not exist"), (refusal.ErrorCode, refusal.ErrorType, refusal.RequestId, refusal.Message));
    }

    [Fact(Timeout = 120_000)]
    public async Task ServerError_IsTriedAgain()
    {
        var calls = 0;
        await using var sns = HttpRecorder.Start(_ => ++calls == 1 ? new RecordedAnswer(503, "<html/>") : new RecordedAnswer(200, Published));
        using var client = Client(sns);

        await client.PublishAsync(new PublishRequest(Topic, "text"));

        Assert.Equal(2, calls);
    }

    [Theory]
    [InlineData("eu-central-1", "https://sns.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://sns.cn-north-1.amazonaws.com.cn/")]
    public void Endpoint_WithoutAUrl_IsTheRegions(string region, string url)
    {
        var config = new AmazonSimpleNotificationServiceConfig { RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region) };

        Assert.Equal(new Uri(url), new Uri(config.DetermineServiceOperationEndpoint(null!).URL));
    }

    private static AmazonSimpleNotificationServiceClient Client(HttpRecorder sns) => new(
        new SessionAWSCredentials("key", "secret", "token"),
        new AmazonSimpleNotificationServiceConfig { ServiceURL = sns.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 1 });
}
