using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The bodies of the batch together are too long.</summary>
public class BatchRequestTooLongException : AmazonSQSException
{
    public BatchRequestTooLongException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
