using System.Text;
using System.Text.Json;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.EventSources;

/// <summary>Ten messages may weigh more than the 6 MB of one event.</summary>
internal static class BatchSplitter
{
    /// <summary>Room for what the event adds to a body: ids, receipt handle, system attributes, names.</summary>
    private const int RecordOverhead = 2_048;

    public const int MaxBytes = LambdaErrors.MaxEventBytes;

    public static long Weight(IEnumerable<SqsMessage> messages) => messages.Sum(Weight);

    public static IEnumerable<IReadOnlyList<SqsMessage>> Split(IReadOnlyList<SqsMessage> messages)
    {
        List<SqsMessage> part = [];
        long weight = 0;
        foreach (var message in messages)
        {
            var own = Weight(message);
            if (part.Count > 0 && weight + own > MaxBytes)
            {
                yield return part;
                part = [];
                weight = 0;
            }

            part.Add(message);
            weight += own;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    /// <summary>Names and values of attributes appear in other names and with two empty lists: twice their size is enough.</summary>
    private static long Weight(SqsMessage message)
        => RecordOverhead
            + JsonEncodedText.Encode(message.Body, SqsEvent.Encoder).EncodedUtf8Bytes.Length
            + (2L * Encoding.UTF8.GetByteCount(message.MessageAttributes?.GetRawText() ?? ""));
}
