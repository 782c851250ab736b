using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions.Internal;

/// <summary>Reads the answer, or a refusal into its typed exception.</summary>
/// <param name="read">Makes the answer of its body.</param>
internal sealed class StatesUnmarshaller(Func<JsonElement, AmazonWebServiceResponse> read) : JsonResponseUnmarshaller
{
    public static readonly StatesUnmarshaller SendTaskSuccess = new(_ => new SendTaskSuccessResponse());

    public static readonly StatesUnmarshaller StartExecution = new(body => new StartExecutionResponse
    {
        ExecutionArn = Text(body, "executionArn"),
        StartDate = Date(body, "startDate"),
    });

    public static readonly StatesUnmarshaller DescribeExecution = new(body => new DescribeExecutionResponse
    {
        ExecutionArn = Text(body, "executionArn"),
        StateMachineArn = Text(body, "stateMachineArn"),
        Name = Text(body, "name"),
        Status = Text(body, "status"),
        StartDate = Date(body, "startDate"),
        StopDate = Date(body, "stopDate"),
    });

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var document = JsonDocument.Parse(context.Stream);
        return read(document.RootElement);
    }

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
            "ExecutionAlreadyExists" => new ExecutionAlreadyExistsException(message, innerException, fault, code, requestId, statusCode),
            "ExecutionDoesNotExist" => new ExecutionDoesNotExistException(message, innerException, fault, code, requestId, statusCode),
            "InvalidOutput" => new InvalidOutputException(message, innerException, fault, code, requestId, statusCode),
            "InvalidToken" => new InvalidTokenException(message, innerException, fault, code, requestId, statusCode),
            "StateMachineDoesNotExist" => new StateMachineDoesNotExistException(message, innerException, fault, code, requestId, statusCode),
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

    // Seconds since 1970, with a fraction.
    private static DateTime? Date(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? DateTime.UnixEpoch.AddSeconds(value.GetDouble()) : null;

    private static string Header(JsonUnmarshallerContext context, string name) =>
        context.ResponseData.IsHeaderPresent(name) ? context.ResponseData.GetHeaderValue(name) : null;
}
