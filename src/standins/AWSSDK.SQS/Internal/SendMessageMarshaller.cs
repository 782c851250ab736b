using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.SQS.Model;

namespace Amazon.SQS.Internal;

internal sealed class SendMessageMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly SendMessageMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = (SendMessageRequest)input;
        return JsonRequest.Create(request, "SendMessage", writer =>
        {
            JsonRequest.WriteNumber(writer, "DelaySeconds", request.DelaySeconds);
            JsonRequest.WriteString(writer, "MessageBody", request.MessageBody);
            JsonRequest.WriteString(writer, "MessageDeduplicationId", request.MessageDeduplicationId);
            JsonRequest.WriteString(writer, "MessageGroupId", request.MessageGroupId);
            JsonRequest.WriteString(writer, "QueueUrl", request.QueueUrl);
        });
    }
}
