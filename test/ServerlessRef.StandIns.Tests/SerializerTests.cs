using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace ServerlessRef.StandIns.Tests;

public sealed class SerializerTests
{
    private readonly SourceGeneratorLambdaJsonSerializer<TestJson> _serializer = new();

    [Fact]
    public void SqsEvent_IsReadWithTheNamesLambdaSends()
    {
        var read = Read<SQSEvent>("""
            {"Records":[{"messageId":"m1","receiptHandle":"h","body":"{}","attributes":{"ApproximateReceiveCount":"2"},
            "messageAttributes":{"b":{"binaryValue":"AQI=","dataType":"Binary"}},"md5OfBody":"x","eventSource":"aws:sqs","eventSourceARN":"arn","awsRegion":"eu-central-1"}]}
            """);

        var message = Assert.Single(read.Records);
        Assert.Equal(("m1", "{}", "2", "arn"), (message.MessageId, message.Body, message.Attributes["ApproximateReceiveCount"], message.EventSourceArn));
        Assert.Equal([1, 2], message.MessageAttributes["b"].BinaryValue.ToArray());
    }

    [Fact]
    public void BatchResponse_IsWrittenWithTheNamesLambdaReads() =>
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"m1"}]}""", Write(new SQSBatchResponse([new() { ItemIdentifier = "m1" }])));

    [Fact]
    public void ProxyRequest_CarriesTheAuthorizersClaims()
    {
        var read = Read<APIGatewayProxyRequest>("""{"httpMethod":"GET","requestContext":{"requestId":"r","authorizer":{"claims":{"sub":"s-1","email":"a@b"}}}}""");

        Assert.Equal(("GET", "s-1"), (read.HttpMethod, read.RequestContext.Authorizer.Claims["sub"]));
    }

    [Fact]
    public void ProxyResponse_IsWrittenWithoutWhatIsNull() =>
        Assert.Equal("""{"statusCode":204,"isBase64Encoded":false}""", Write(new APIGatewayProxyResponse { StatusCode = 204 }));

    [Fact]
    public void Json_ThatIsNone_IsASerializerException()
    {
        var exception = Assert.Throws<JsonSerializerException>(() => Read<SQSEvent>("{"));

        Assert.StartsWith("Error converting the Lambda event JSON payload to type Amazon.Lambda.SQSEvents.SQSEvent: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Type_OutsideTheContext_IsASerializerExceptionThatNamesBoth()
    {
        var exception = Assert.Throws<JsonSerializerException>(() => Write(new Uri("http://127.0.0.1/")));

        Assert.Contains("No JsonTypeInfo registered in ServerlessRef.StandIns.Tests.TestJson for type System.Uri.", exception.Message, StringComparison.Ordinal);
    }

    private T Read<T>(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return _serializer.Deserialize<T>(stream);
    }

    private string Write<T>(T value)
    {
        using var stream = new MemoryStream();
        _serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
internal sealed partial class TestJson : JsonSerializerContext;
