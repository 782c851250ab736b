using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>SNS has the message.</summary>
public class PublishResponse : AmazonWebServiceResponse
{
    public string MessageId { get; set; }
}
