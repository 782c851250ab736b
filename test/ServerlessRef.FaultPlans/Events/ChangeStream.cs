using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.LocalCloud.Streams;

namespace ServerlessRef.FaultPlans.Events;

/// <summary>The table's stream: every change that took effect, once, in the order of the writes, with the item before and after it.</summary>
internal sealed class ChangeStream(SimulatedTime time)
{
    private readonly Channel<StreamRecord> _records = Channel.CreateUnbounded<StreamRecord>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<StreamRecord> _all = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ChannelReader<StreamRecord> Reader => _records.Reader;

    /// <summary>Whether nobody has to read it.</summary>
    public bool IsRead => !_records.Reader.TryPeek(out _);

    /// <summary>A write that changed nothing leaves no record, as in DynamoDB.</summary>
    public void Append(Change change)
    {
        if (change is { Old: { } old, New: { } now } && Text(old) == Text(now))
        {
            return;
        }

        var number = (_all.Count + 1).ToString("D21", CultureInfo.InvariantCulture);
        var record = new StreamRecord(number, time.Now, JsonElement.Parse(Write(json => Write(json, change, number))));
        _all.Add(record);
        _records.Writer.TryWrite(record);
    }

    /// <summary>Reads a part of the stream again; the places are sequence numbers, both are read.</summary>
    public void ReadAgain(string first, string last)
    {
        foreach (var record in _all.Where(record => string.CompareOrdinal(record.SequenceNumber, first) >= 0 && string.CompareOrdinal(record.SequenceNumber, last) <= 0))
        {
            _records.Writer.TryWrite(record);
        }
    }

    private void Write(Utf8JsonWriter json, Change change, string number)
    {
        json.WriteStartObject();
        json.WriteString("eventID", number);
        json.WriteString("eventName", change.Old is null ? "INSERT" : change.New is null ? "REMOVE" : "MODIFY");
        json.WriteString("eventSource", "aws:dynamodb");
        json.WriteStartObject("dynamodb");
        json.WriteNumber("ApproximateCreationDateTime", time.Now.ToUnixTimeSeconds());
        json.WritePropertyName("Keys");
        Write(json, new() { [TableSchema.PartitionKey] = new(change.Partition), [TableSchema.SortKey] = new(change.Sort) });
        WriteImage(json, "NewImage", change.New);
        WriteImage(json, "OldImage", change.Old);
        json.WriteString("SequenceNumber", number);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, string name, Dictionary<string, AttributeValue>? item)
    {
        if (item is not null)
        {
            json.WritePropertyName(name);
            Write(json, item);
        }
    }

    private static void Write(Utf8JsonWriter json, Dictionary<string, AttributeValue> item)
    {
        json.WriteStartObject();
        foreach (var (name, value) in item.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(name);
            switch (value)
            {
                case { S: { } text }:
                    json.WriteString("S", text);
                    break;
                case { N: { } number }:
                    json.WriteString("N", number);
                    break;
                default:
                    throw new NotSupportedException($"The attribute {name} is neither text nor number; the plans write no other.");
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private string Text(Dictionary<string, AttributeValue> item) => System.Text.Encoding.UTF8.GetString(Write(json => Write(json, item)));

    private byte[] Write(Action<Utf8JsonWriter> write)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            write(json);
        }

        return _buffer.WrittenSpan.ToArray();
    }
}
