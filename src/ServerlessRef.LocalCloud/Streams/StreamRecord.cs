using System.Text.Json;

namespace ServerlessRef.LocalCloud.Streams;

/// <summary>One change of one item, in the order the changes happened.</summary>
/// <param name="Json">As readers of a stream get it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html</param>
internal sealed record StreamRecord(string SequenceNumber, DateTimeOffset At, JsonElement Json);
