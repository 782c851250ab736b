using System.Text;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb;

/// <summary>DynamoDB's JSON protocol.</summary>
internal static class DynamoWire
{
    private const string Json = "application/x-amz-json-1.0";

    // Errors every AWS service shares stand in another namespace, and spell their text with a capital.
    private static readonly HashSet<string> Common =
    [
        "AccessDeniedException", "UnrecognizedClientException", "ValidationException", "SerializationException",
        "UnknownOperationException", "MissingAuthenticationTokenException",
    ];

    public static AwsResponse Ok(Action<Utf8JsonWriter> write) => Response(200, Bytes(write));

    public static AwsResponse Error(AwsError error, Action<Utf8JsonWriter>? more = null) => Response(error.Status, Bytes(json =>
    {
        json.WriteString("__type", Type(error.Code));
        json.WriteString(error.Code is "AccessDeniedException" or "TransactionCanceledException" ? "Message" : "message", error.Message);
        more?.Invoke(json);
    })) with
    { ErrorCode = error.Code };

    /// <summary>One object.</summary>
    public static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var root = JsonElement.Parse(body.Span);
            return root.ValueKind == JsonValueKind.Object ? root : throw new AwsError("SerializationException", 400, "Unexpected value type in payload");
        }
        catch (JsonException)
        {
            throw new AwsError("SerializationException", 400, $"Could not parse request body: {Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 100)])}");
        }
    }

    public static AwsError Invalid(string message) => new("ValidationException", 400, message);

    public static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static JsonElement? Object(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string Type(string code) => Common.Contains(code) ? $"com.amazon.coral.service#{code}" : $"com.amazonaws.dynamodb.v20120810#{code}";

    private static AwsResponse Response(int status, ReadOnlyMemory<byte> body) => new(status, [new("Content-Type", Json)], body);
}
