using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using ServerlessRef.LocalCloud.Aws.DynamoDb;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Streams;

/// <summary>
/// The streams of tables that a pipe reads. A change is appended while its item's lock is held, so the changes of an item keep their order.
/// In memory: what was not read when the local cloud ends is gone.
/// </summary>
internal sealed class TableStreams
{
    private readonly Dictionary<string, List<Channel<StreamRecord>>> _streams = new(StringComparer.Ordinal); // by stream ARN
    private readonly Dictionary<string, ChannelReader<StreamRecord>> _readers = new(StringComparer.Ordinal); // by the pipe's ARN
    private readonly Cloud _cloud;
    private readonly Timeline _timeline;
    private readonly TimeProvider _time;
    private long _sequence;

    public TableStreams(Cloud cloud, Timeline timeline, TimeProvider time)
    {
        (_cloud, _timeline, _time) = (cloud, timeline, time);
        foreach (var pipe in cloud.Pipes.Where(pipe => pipe.Enabled))
        {
            var channel = Channel.CreateUnbounded<StreamRecord>(new UnboundedChannelOptions { SingleReader = true });
            _readers[pipe.Arn] = channel.Reader;
            if (!_streams.TryGetValue(pipe.SourceArn, out var channels))
            {
                _streams[pipe.SourceArn] = channels = [];
            }

            channels.Add(channel);
        }
    }

    /// <summary>Whether anybody reads the table's stream: nothing is captured for nobody.</summary>
    public bool AreRead(Table table) => table.StreamArn is { } arn && _streams.ContainsKey(arn);

    /// <summary>All records since the start, for one pipe.</summary>
    public ChannelReader<StreamRecord> Reader(Pipe pipe) => _readers[pipe.Arn];

    /// <summary>Appends what a write changed; a write that changed nothing leaves no record, as in DynamoDB.</summary>
    /// <param name="before">Null: there was no item.</param>
    /// <param name="after">Null: there is none any more.</param>
    /// <param name="expired">True: its time to live was over.</param>
    public void Append_NeedsLock(ItemKey key, JsonElement? before, JsonElement? after, bool expired = false)
    {
        if (!AreRead(key.Table) || (before is null && after is null) || (before is { } old && after is { } now && JsonElement.DeepEquals(old, now)))
        {
            return;
        }

        var number = Interlocked.Increment(ref _sequence).ToString("D21", CultureInfo.InvariantCulture);
        var record = Record(key, number, before, after, expired);
        foreach (var channel in _streams[key.Table.StreamArn!])
        {
            channel.Writer.TryWrite(record);
        }
    }

    private StreamRecord Record(ItemKey key, string number, JsonElement? before, JsonElement? after, bool expired)
    {
        var (at, view) = (_time.GetUtcNow(), key.Table.StreamViewType);
        var bytes = DynamoWire.Bytes(json =>
        {
            json.WriteString("eventID", InvocationIds.RequestId().Replace("-", "", StringComparison.Ordinal));
            json.WriteString("eventName", before is null ? "INSERT" : after is null ? "REMOVE" : "MODIFY");
            json.WriteString("eventVersion", "1.1");
            json.WriteString("eventSource", "aws:dynamodb");
            json.WriteString("awsRegion", _cloud.Region);
            json.WriteStartObject("dynamodb");
            json.WriteNumber("ApproximateCreationDateTime", at.ToUnixTimeSeconds());
            json.WritePropertyName("Keys");
            key.WriteTo(json);
            WriteImage(json, "NewImage", view is "NEW_IMAGE" or "NEW_AND_OLD_IMAGES" ? after : null);
            WriteImage(json, "OldImage", view is "OLD_IMAGE" or "NEW_AND_OLD_IMAGES" ? before : null);
            json.WriteString("SequenceNumber", number);
            json.WriteNumber("SizeBytes", (before?.GetRawText().Length ?? 0) + (after?.GetRawText().Length ?? 0));
            json.WriteString("StreamViewType", view);
            json.WriteEndObject();
            json.WriteString("eventSourceARN", key.Table.StreamArn);
            if (expired)
            {
                // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
                json.WriteStartObject("userIdentity");
                json.WriteString("type", "Service");
                json.WriteString("principalId", "dynamodb.amazonaws.com");
                json.WriteEndObject();
            }
        });
        var record = DynamoWire.Parse(bytes);
        return new StreamRecord(number, at, record) { Flows = expired ? [] : Mentions.Narrow(_timeline.Current, record.GetRawText()) };
    }

    private static void WriteImage(Utf8JsonWriter json, string name, JsonElement? image)
    {
        if (image is { } item)
        {
            json.WritePropertyName(name);
            item.WriteTo(json);
        }
    }
}
