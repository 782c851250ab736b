using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.SQS.Internal;

/// <summary>A request of the AWS JSON 1.0 protocol (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html).</summary>
internal static class JsonRequest
{
    public static IRequest Create(AmazonWebServiceRequest request, string operation, Action<Utf8JsonWriter> writeMembers)
    {
        using var buffer = new MemoryStream();

        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        var result = new DefaultRequest(request, "Amazon.SQS")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = buffer.ToArray(),
        };
        result.Headers["X-Amz-Target"] = $"AmazonSQS.{operation}";
        result.Headers["Content-Type"] = "application/x-amz-json-1.0";

        // Older codes travel in x-amzn-query-error only when they are asked for.
        result.Headers["x-amzn-query-mode"] = "true";
        return result;
    }

    public static void WriteString(Utf8JsonWriter writer, string name, string value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void WriteNumber(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is not null)
        {
            writer.WriteNumber(name, value.Value);
        }
    }
}
