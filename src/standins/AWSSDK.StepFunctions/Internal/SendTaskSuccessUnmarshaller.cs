using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions.Internal;

/// <summary>Reads the answer, which says nothing, or a refusal into its typed exception.</summary>
internal sealed class SendTaskSuccessUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly SendTaskSuccessUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) => new SendTaskSuccessResponse();

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (code, message) = Body(context.Stream);
        code ??= Header(context, "x-amzn-ErrorType")?.Split(':')[0];
        message ??= $"Step Functions answered {(int)statusCode} without a message.";
        var requestId = Header(context, "x-amzn-RequestId");
        var fault = (int)statusCode >= 500 ? ErrorType.Receiver : ErrorType.Sender;
        return code switch
        {
            "InvalidOutput" => new InvalidOutputException(message, innerException, fault, code, requestId, statusCode),
            "InvalidToken" => new InvalidTokenException(message, innerException, fault, code, requestId, statusCode),
            "TaskDoesNotExist" => new TaskDoesNotExistException(message, innerException, fault, code, requestId, statusCode),
            "TaskTimedOut" => new TaskTimedOutException(message, innerException, fault, code, requestId, statusCode),
            _ => new AmazonStepFunctionsException(message, innerException, fault, code, requestId, statusCode),
        };
    }

    private static (string Code, string Message) Body(Stream stream)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            var type = Text(document.RootElement, "__type");

            // "com.amazonaws.swf.service.v2.model#TaskTimedOut": the name follows the last '#'.
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
