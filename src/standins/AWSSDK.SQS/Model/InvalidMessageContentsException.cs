using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The body has characters outside those SQS allows.</summary>
public class InvalidMessageContentsException : AmazonSQSException
{
    public InvalidMessageContentsException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
