using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using ServerlessRef.Functions.Aws;

namespace ServerlessRef.Functions.Tests.Aws;

public sealed partial class SampleEventsTests
{
    private readonly SourceGeneratorLambdaJsonSerializer<EventJson> _serializer = new();

    [Fact]
    public void TheGatewaysSample_ReachesEveryPartTheFunctionsRead()
    {
        using var sample = new MemoryStream(SampleEvents.ApiGateway.ToArray());

        var request = _serializer.Deserialize<APIGatewayProxyRequest>(sample);

        Assert.Equal(("b", "b", "b", "a"), (request.Headers["a"], request.PathParameters["a"], request.QueryStringParameters["a"], request.RequestContext.Identity.SourceIp));
    }

    [Fact]
    public void TheQueuesSample_HasAMessage()
    {
        using var sample = new MemoryStream(SampleEvents.Sqs.ToArray());

        var message = Assert.Single(_serializer.Deserialize<SQSEvent>(sample).Records);

        Assert.Equal(("a", "1"), (message.MessageId, message.Attributes["ApproximateReceiveCount"]));
    }

    [Fact(Timeout = 60_000)]
    public async Task TheJsonPrewarm_OfAnEventItCannotRead_Fails()
    {
        var warm = PrewarmCalls.Json<SQSEvent, SQSBatchResponse>(_serializer, "["u8.ToArray());

        await Assert.ThrowsAnyAsync<Exception>(async () => await warm.Call(CancellationToken.None));
    }

    [JsonSerializable(typeof(APIGatewayProxyRequest))]
    [JsonSerializable(typeof(SQSEvent))]
    [JsonSerializable(typeof(SQSBatchResponse))]
    internal sealed partial class EventJson : JsonSerializerContext;
}
