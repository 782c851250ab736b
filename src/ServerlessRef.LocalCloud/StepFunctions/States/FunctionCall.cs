using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>The integration with Lambda's Invoke: https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html</summary>
internal static class FunctionCall
{
    public static async Task<JsonNode?> InvokeAsync(StateVisit visit, string functionArn, JsonNode? payload, CancellationToken cancellation)
    {
        var machine = visit.Execution.Machine;
        if (!visit.Services.RoleAllows(machine.RoleArn, "lambda:InvokeFunction", functionArn))
        {
            throw new StateFailure("Lambda.AWSLambdaException", $"User: {machine.RoleArn} is not authorized to perform: lambda:InvokeFunction on resource: {functionArn} because no identity-based policy allows the lambda:InvokeFunction action (Service: Lambda, Status Code: 403)");
        }

        InvokeResult result;
        try
        {
            var input = JsonSerializer.SerializeToUtf8Bytes(payload);
            result = await visit.Services.Functions.InvokeAsync(functionArn, input, new InvokeCaller(null, machine.Arn, machine.RoleArn), cancellation);
        }
        catch (AwsError refusal)
        {
            throw new StateFailure($"Lambda.{refusal.Code}", $"{refusal.Message} (Service: Lambda, Status Code: {refusal.Status})");
        }

        return result.Outcome switch
        {
            InvokeOutcome.Success => Answer(result),
            InvokeOutcome.Throttled => throw new StateFailure("Lambda.TooManyRequestsException", $"Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: {result.RequestId})"),
            _ => throw Failure(result),
        };
    }

    private static JsonObject Answer(InvokeResult result) => new()
    {
        ["ExecutedVersion"] = "$LATEST",
        ["Payload"] = JsonNode.Parse(result.Payload.Span),
        ["SdkHttpMetadata"] = new JsonObject { ["HttpStatusCode"] = 200 },
        ["SdkResponseMetadata"] = new JsonObject { ["RequestId"] = result.RequestId },
        ["StatusCode"] = 200,
    };

    // The error's name is the function's error type; what ends without one is unknown.
    private static StateFailure Failure(InvokeResult result)
    {
        var error = JsonNode.Parse(result.Payload.Span);
        return new StateFailure((error as JsonObject)?["errorType"]?.ToString() ?? "Lambda.Unknown", error?.ToJsonString());
    }
}
