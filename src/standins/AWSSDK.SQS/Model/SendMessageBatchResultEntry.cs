namespace Amazon.SQS.Model;

/// <summary>A message of a batch that the queue has.</summary>
public class SendMessageBatchResultEntry
{
    public string Id { get; set; }

    public string MD5OfMessageBody { get; set; }

    public string MessageId { get; set; }

    public string SequenceNumber { get; set; }
}
