using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleEmailV2.Model;

/// <summary>The mail is not sent: its sender is not verified, for example, or its content is not allowed.</summary>
public class MessageRejectedException : AmazonSimpleEmailServiceV2Exception
{
    public MessageRejectedException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
