namespace Amazon.SQS.Model;

/// <summary>One message of a batch; its id is unique within the batch and names it in the answer.</summary>
public class SendMessageBatchRequestEntry
{
    public SendMessageBatchRequestEntry()
    {
    }

    public SendMessageBatchRequestEntry(string id, string messageBody)
    {
        Id = id;
        MessageBody = messageBody;
    }

    /// <summary>Seconds before the message becomes visible, 0 to 900; null: the queue's delay.</summary>
    public int? DelaySeconds { get; set; }

    public string Id { get; set; }

    public string MessageBody { get; set; }

    /// <summary>Of a FIFO queue: a message of one id is taken once in five minutes.</summary>
    public string MessageDeduplicationId { get; set; }

    /// <summary>Of a FIFO queue: messages of one group are received in the order in which they were sent.</summary>
    public string MessageGroupId { get; set; }
}
