using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessRef.LocalCloud.Engines;

namespace ServerlessRef.LocalCloud.EventSources;

/// <summary>The event a function gets for a batch of messages.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event</remarks>
internal static class SqsEvent
{
    /// <summary>Escapes what JSON demands and nothing more, as Lambda does; nobody reads this as HTML.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static byte[] Write(IEnumerable<SqsMessage> messages, string queueArn, string region)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Records");
            foreach (var message in messages)
            {
                Write(writer, message, queueArn, region);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, SqsMessage message, string queueArn, string region)
    {
        writer.WriteStartObject();
        writer.WriteString("messageId", message.MessageId);
        writer.WriteString("receiptHandle", message.ReceiptHandle);
        writer.WriteString("body", message.Body);
        writer.WriteStartObject("attributes");
        foreach (var (name, value) in message.Attributes)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        WriteMessageAttributes(writer, message.MessageAttributes);
        writer.WriteString("md5OfBody", message.Md5OfBody);
        writer.WriteString("eventSource", "aws:sqs");
        writer.WriteString("eventSourceARN", queueArn);
        writer.WriteString("awsRegion", region);
        writer.WriteEndObject();
    }

    /// <summary>SQS says <c>StringValue</c>, the event <c>stringValue</c>; the lists, which SQS never filled, are always there.</summary>
    private static void WriteMessageAttributes(Utf8JsonWriter writer, JsonElement? attributes)
    {
        writer.WriteStartObject("messageAttributes");
        if (attributes is { ValueKind: JsonValueKind.Object } values)
        {
            foreach (var attribute in values.EnumerateObject())
            {
                writer.WriteStartObject(attribute.Name);
                WriteIfPresent(writer, "stringValue", attribute.Value, "StringValue");
                WriteIfPresent(writer, "binaryValue", attribute.Value, "BinaryValue");
                writer.WriteStartArray("stringListValues");
                writer.WriteEndArray();
                writer.WriteStartArray("binaryListValues");
                writer.WriteEndArray();
                WriteIfPresent(writer, "dataType", attribute.Value, "DataType");
                writer.WriteEndObject();
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteIfPresent(Utf8JsonWriter writer, string name, JsonElement attribute, string sourceName)
    {
        if (attribute.TryGetProperty(sourceName, out var value) && value.ValueKind == JsonValueKind.String)
        {
            writer.WriteString(name, value.GetString());
        }
    }
}
