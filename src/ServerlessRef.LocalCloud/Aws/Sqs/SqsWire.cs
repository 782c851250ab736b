using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Aws.Sqs;

/// <summary>SQS's JSON protocol, which also carries the error codes of its older one: https://smithy.io/2.0/aws/protocols/aws-query-compatible.html</summary>
internal static class SqsWire
{
    private const string Json = "application/x-amz-json-1.0";

    public static AwsResponse Ok(JsonObject body) => new(200, [new("Content-Type", Json)], JsonSerializer.SerializeToUtf8Bytes(body));

    public static AwsResponse Error(AwsError error)
    {
        var (type, legacy) = error.Code switch
        {
            "AccessDenied" => ("com.amazon.coral.service#AccessDeniedException", "AccessDenied"),
            "InvalidClientTokenId" => ("com.amazon.coral.service#UnrecognizedClientException", "InvalidClientTokenId"),
            "QueueDoesNotExist" => ("com.amazonaws.sqs#QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"),
            "UnsupportedOperation" => ("com.amazonaws.sqs#UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation"),
            _ => ($"com.amazonaws.sqs#{error.Code}", error.Code),
        };
        var fault = error.Status < 500 ? "Sender" : "Receiver";
        var body = new JsonObject { ["__type"] = type, ["message"] = error.Message };
        return new AwsResponse(
            error.Status,
            [new("Content-Type", Json), new("x-amzn-query-error", $"{legacy};{fault}")],
            JsonSerializer.SerializeToUtf8Bytes(body))
        { ErrorCode = error.Code };
    }

    public static JsonObject Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.IsEmpty ? [] : JsonNode.Parse(body.Span) as JsonObject ?? throw new JsonException("not an object");
        }
        catch (JsonException)
        {
            throw new AwsError("SerializationException", 400, $"Could not parse request body: {Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 100)])}");
        }
    }
}
