using System.Text.Json;

namespace ServerlessRef.LocalCloud.Engines;

/// <param name="Attributes">System attributes: <c>ApproximateReceiveCount</c>, <c>SentTimestamp</c>, <c>SenderId</c>, …</param>
/// <param name="MessageAttributes">As SQS sends them (<c>StringValue</c>, <c>BinaryValue</c>, <c>DataType</c>); null: none.</param>
internal sealed record SqsMessage(
    string MessageId,
    string ReceiptHandle,
    string Body,
    string Md5OfBody,
    IReadOnlyDictionary<string, string> Attributes,
    JsonElement? MessageAttributes);

/// <summary>The three <c>ApproximateNumberOfMessages…</c> attributes.</summary>
internal sealed record QueueCounts(int Visible, int InFlight, int Delayed);
