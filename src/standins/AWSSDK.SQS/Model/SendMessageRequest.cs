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

    public string QueueUrl { get; set; }
}
