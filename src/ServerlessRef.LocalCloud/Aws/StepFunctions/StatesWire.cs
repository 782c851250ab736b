using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.StepFunctions;

namespace ServerlessRef.LocalCloud.Aws.StepFunctions;

/// <summary>The JSON protocol of Step Functions: https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html</summary>
internal static class StatesWire
{
    private const string ContentType = "application/x-amz-json-1.0";

    public static AwsResponse Ok(JsonObject body) => new(200, [new("Content-Type", ContentType)], JsonSerializer.SerializeToUtf8Bytes(body));

    public static AwsResponse Error(AwsError error)
    {
        var type = error.Code is "AccessDeniedException" or "UnrecognizedClientException" or "UnknownOperationException" or "ValidationException"
            ? $"com.amazon.coral.service#{error.Code}"
            : $"com.amazonaws.swf.service.v2.model#{error.Code}";
        return new AwsResponse(error.Status, [new("Content-Type", ContentType)], JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["__type"] = type, ["message"] = error.Message }))
        {
            ErrorCode = error.Code,
        };
    }

    public static JsonObject Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span) as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (JsonException exception)
        {
            throw new AwsError("SerializationException", 400, $"The body cannot be read: {exception.Message}");
        }
    }

    public static JsonObject Describe(ExecutionSnapshot execution, string machineArn)
    {
        var described = new JsonObject
        {
            ["executionArn"] = execution.Arn,
            ["stateMachineArn"] = machineArn,
            ["name"] = execution.Name,
            ["status"] = execution.Status switch { ExecutionStatus.Succeeded => "SUCCEEDED", ExecutionStatus.Failed => "FAILED", ExecutionStatus.TimedOut => "TIMED_OUT", _ => "RUNNING" },
            ["startDate"] = Seconds(execution.StartedAt),
            ["input"] = execution.Input.GetRawText(),
            ["inputDetails"] = new JsonObject { ["included"] = true },
            ["redriveCount"] = 0,
        };
        Add(described, "stopDate", execution.StoppedAt is { } stopped ? Seconds(stopped) : null);
        Add(described, "output", execution.Output?.GetRawText());
        Add(described, "error", execution.Error);
        Add(described, "cause", execution.Cause);
        return described;
    }

    public static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000d;

    private static void Add(JsonObject body, string member, JsonNode? value)
    {
        if (value is not null)
        {
            body[member] = value;
        }
    }
}
