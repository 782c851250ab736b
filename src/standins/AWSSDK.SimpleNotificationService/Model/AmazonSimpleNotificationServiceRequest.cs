using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>Base of all requests to SNS.</summary>
public class AmazonSimpleNotificationServiceRequest : AmazonWebServiceRequest;
