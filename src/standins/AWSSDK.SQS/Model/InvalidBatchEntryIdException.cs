using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>An entry's id is not 1 to 80 letters, digits, hyphens or underscores.</summary>
public class InvalidBatchEntryIdException : AmazonSQSException
{
    public InvalidBatchEntryIdException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
