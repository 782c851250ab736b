using System.Text.Json;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Streams;

/// <summary>One change of one item, in the order the changes happened.</summary>
/// <param name="Json">As readers of a stream get it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html</param>
internal sealed record StreamRecord(string SequenceNumber, DateTimeOffset At, JsonElement Json)
{
    /// <summary>What the change came from; empty: an item's time was over, or nobody's doing.</summary>
    public IReadOnlyList<Flow> Flows { get; init; } = [];
}
