using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleEmailV2.Model;

/// <summary>The sender's custom MAIL FROM domain is not verified.</summary>
public class MailFromDomainNotVerifiedException : AmazonSimpleEmailServiceV2Exception
{
    public MailFromDomainNotVerifiedException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
