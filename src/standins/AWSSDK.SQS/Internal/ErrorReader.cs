using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.SQS.Model;

namespace Amazon.SQS.Internal;

/// <summary>Turns a refusal into the exception the official client throws for it.</summary>
internal static class ErrorReader
{
    public static AmazonServiceException Read(JsonUnmarshallerContext context, Exception inner, HttpStatusCode status)
    {
        var (type, message) = Body(context.Stream);
        type ??= Header(context, "x-amzn-ErrorType")?.Split(':')[0];
        message ??= $"SQS answered {(int)status} without a message.";
        var requestId = Header(context, "x-amzn-RequestId");

        // "AWS.SimpleQueueService.NonExistentQueue;Sender": the code and the fault of the older protocol.
        var query = Header(context, "x-amzn-query-error")?.Split(';');
        var code = query is [{ Length: > 0 } legacy, ..] ? legacy : type;
        var fault = query is [_, "Receiver", ..] || (query is null && (int)status >= 500) ? ErrorType.Receiver : ErrorType.Sender;

        return type switch
        {
            "QueueDoesNotExist" => new QueueDoesNotExistException(message, inner, fault, code, requestId, status),
            "InvalidMessageContents" => new InvalidMessageContentsException(message, inner, fault, code, requestId, status),
            "RequestThrottled" => new RequestThrottledException(message, inner, fault, code, requestId, status),
            "OverLimit" => new OverLimitException(message, inner, fault, code, requestId, status),
            "EmptyBatchRequest" => new EmptyBatchRequestException(message, inner, fault, code, requestId, status),
            "TooManyEntriesInBatchRequest" => new TooManyEntriesInBatchRequestException(message, inner, fault, code, requestId, status),
            "BatchEntryIdsNotDistinct" => new BatchEntryIdsNotDistinctException(message, inner, fault, code, requestId, status),
            "BatchRequestTooLong" => new BatchRequestTooLongException(message, inner, fault, code, requestId, status),
            "InvalidBatchEntryId" => new InvalidBatchEntryIdException(message, inner, fault, code, requestId, status),
            "UnsupportedOperation" => new UnsupportedOperationException(message, inner, fault, code, requestId, status),
            _ => new AmazonSQSException(message, inner, fault, code, requestId, status),
        };
    }

    private static (string Type, string Message) Body(Stream stream)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            var type = Text(document.RootElement, "__type");

            // "com.amazonaws.sqs#QueueDoesNotExist": the name follows the last '#'.
            return (type?[(type.LastIndexOf('#') + 1)..], Text(document.RootElement, "message") ?? Text(document.RootElement, "Message"));
        }
        catch (JsonException)
        {
            // A proxy on the way answers HTML or nothing.
            return (null, null);
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Header(JsonUnmarshallerContext context, string name) =>
        context.ResponseData.IsHeaderPresent(name) ? context.ResponseData.GetHeaderValue(name) : null;
}
