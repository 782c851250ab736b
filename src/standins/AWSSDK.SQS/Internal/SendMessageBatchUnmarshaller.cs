using System.Text.Json;
using Amazon.SQS.Model;

namespace Amazon.SQS.Internal;

internal sealed class SendMessageBatchUnmarshaller : SqsUnmarshaller<SendMessageBatchResponse>
{
    public static readonly SendMessageBatchUnmarshaller Instance = new();

    protected override SendMessageBatchResponse Read(JsonElement answer) => new()
    {
        Successful = List(answer, "Successful", Success),
        Failed = List(answer, "Failed", Failure),
    };

    // Version 4 of the SDK leaves a list null until it is set.
    private static List<T> List<T>(JsonElement answer, string name, Func<JsonElement, T> read) =>
        answer.TryGetProperty(name, out var entries) && entries.ValueKind == JsonValueKind.Array
            ? [.. entries.EnumerateArray().Select(read)]
            : null;

    private static SendMessageBatchResultEntry Success(JsonElement entry) => new()
    {
        Id = Text(entry, "Id"),
        MD5OfMessageBody = Text(entry, "MD5OfMessageBody"),
        MessageId = Text(entry, "MessageId"),
        SequenceNumber = Text(entry, "SequenceNumber"),
    };

    private static BatchResultErrorEntry Failure(JsonElement entry) => new()
    {
        Code = Text(entry, "Code"),
        Id = Text(entry, "Id"),
        Message = Text(entry, "Message"),
        SenderFault = entry.TryGetProperty("SenderFault", out var fault) && fault.ValueKind is JsonValueKind.True or JsonValueKind.False ? fault.GetBoolean() : null,
    };
}
