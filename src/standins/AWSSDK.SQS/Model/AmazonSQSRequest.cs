using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>Base of every request to SQS.</summary>
public class AmazonSQSRequest : AmazonWebServiceRequest
{
}
