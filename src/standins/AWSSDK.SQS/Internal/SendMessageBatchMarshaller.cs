using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.SQS.Model;

namespace Amazon.SQS.Internal;

internal sealed class SendMessageBatchMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly SendMessageBatchMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = (SendMessageBatchRequest)input;
        return JsonRequest.Create(request, "SendMessageBatch", writer =>
        {
            if (request.Entries is not null)
            {
                writer.WriteStartArray("Entries");

                foreach (var entry in request.Entries)
                {
                    writer.WriteStartObject();
                    JsonRequest.WriteNumber(writer, "DelaySeconds", entry.DelaySeconds);
                    JsonRequest.WriteString(writer, "Id", entry.Id);
                    JsonRequest.WriteString(writer, "MessageBody", entry.MessageBody);
                    JsonRequest.WriteString(writer, "MessageDeduplicationId", entry.MessageDeduplicationId);
                    JsonRequest.WriteString(writer, "MessageGroupId", entry.MessageGroupId);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            JsonRequest.WriteString(writer, "QueueUrl", request.QueueUrl);
        });
    }
}
