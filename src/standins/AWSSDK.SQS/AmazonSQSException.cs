using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS;

/// <summary>SQS refused a call; <see cref="AmazonServiceException.ErrorCode"/> says why.</summary>
public class AmazonSQSException : AmazonServiceException
{
    public AmazonSQSException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
