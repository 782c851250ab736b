using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The queue has the message.</summary>
public class SendMessageResponse : AmazonWebServiceResponse
{
    public string MD5OfMessageBody { get; set; }

    public string MessageId { get; set; }

    public string SequenceNumber { get; set; }
}
