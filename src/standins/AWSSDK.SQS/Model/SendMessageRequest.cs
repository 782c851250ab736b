namespace Amazon.SQS.Model;

/// <summary>One message for a queue (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html).</summary>
public class SendMessageRequest : AmazonSQSRequest
{
    public SendMessageRequest()
    {
    }

    public SendMessageRequest(string queueUrl, string messageBody)
    {
        QueueUrl = queueUrl;
        MessageBody = messageBody;
    }

    /// <summary>Seconds before the message becomes visible, 0 to 900; null: the queue's delay.</summary>
    public int? DelaySeconds { get; set; }

    public string MessageBody { get; set; }

    /// <summary>Of a FIFO queue: a message of one id is taken once in five minutes.</summary>
    public string MessageDeduplicationId { get; set; }

    /// <summary>Of a FIFO queue: messages of one group are received in the order in which they were sent.</summary>
    public string MessageGroupId { get; set; }

    public string QueueUrl { get; set; }
}
