using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>A batch can fail in parts: the call succeeds even when every entry failed.</summary>
public class SendMessageBatchResponse : AmazonWebServiceResponse
{
    public List<BatchResultErrorEntry> Failed { get; set; }

    public List<SendMessageBatchResultEntry> Successful { get; set; }
}
