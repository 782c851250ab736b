using System.Text.Json;
using Amazon.SQS.Model;

namespace Amazon.SQS.Internal;

internal sealed class SendMessageUnmarshaller : SqsUnmarshaller<SendMessageResponse>
{
    public static readonly SendMessageUnmarshaller Instance = new();

    protected override SendMessageResponse Read(JsonElement answer) => new()
    {
        MD5OfMessageBody = Text(answer, "MD5OfMessageBody"),
        MessageId = Text(answer, "MessageId"),
        SequenceNumber = Text(answer, "SequenceNumber"),
    };
}
