using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleEmailV2;

/// <summary>SES refused a call; <see cref="AmazonServiceException.ErrorCode"/> says why.</summary>
public class AmazonSimpleEmailServiceV2Exception : AmazonServiceException
{
    public AmazonSimpleEmailServiceV2Exception(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
