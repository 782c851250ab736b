using Amazon.Runtime;

namespace Amazon.SimpleEmailV2.Model;

/// <summary>SES has the mail.</summary>
public class SendEmailResponse : AmazonWebServiceResponse
{
    public string MessageId { get; set; }
}
