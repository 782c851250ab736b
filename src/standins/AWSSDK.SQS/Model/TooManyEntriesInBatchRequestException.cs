using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The batch has more than ten entries.</summary>
public class TooManyEntriesInBatchRequestException : AmazonSQSException
{
    public TooManyEntriesInBatchRequestException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
