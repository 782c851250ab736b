namespace Amazon.SimpleNotificationService.Model;

/// <summary>One message for a topic (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html).</summary>
public class PublishRequest : AmazonSimpleNotificationServiceRequest
{
    public PublishRequest()
    {
    }

    public PublishRequest(string topicArn, string message)
    {
        TopicArn = topicArn;
        Message = message;
    }

    public string Message { get; set; }

    /// <summary>Null until set, as in version 4 of the SDK.</summary>
    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; }

    /// <summary><c>json</c>: the message is an object with a text per protocol.</summary>
    public string MessageStructure { get; set; }

    public string Subject { get; set; }

    public string TopicArn { get; set; }
}
