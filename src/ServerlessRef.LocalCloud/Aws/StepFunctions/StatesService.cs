using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.StepFunctions;

namespace ServerlessRef.LocalCloud.Aws.StepFunctions;

/// <summary>Step Functions: starting and reading executions, and answering tasks that wait; state machines come from the template.</summary>
internal sealed partial class StatesService(StateMachines stateMachines) : IAwsService
{
    public ServiceCall Read(AwsRequest request)
    {
        var body = StatesWire.Parse(request.Body);
        return request.Operation switch
        {
            "StartExecution" => Start(request, body),
            "DescribeExecution" => Describe(request, body),
            "SendTaskSuccess" => Answer(request, body, task => task.TrySucceed(Json(Text(body, "output"), "InvalidOutput", "Invalid Output"))),
            "SendTaskFailure" => Answer(request, body, task => task.TryFail(Optional(body, "error") ?? "", Optional(body, "cause"))),
            var other => throw new AwsError("UnknownOperationException", 400, $"The local cloud does not emulate states:{other}. State machines come from the stack; it serves StartExecution, DescribeExecution, SendTaskSuccess, SendTaskFailure."),
        };
    }

    public AwsResponse Write(AwsError error) => StatesWire.Error(error);

    public AwsError UnknownAccessKey() => new("UnrecognizedClientException", 400, "The security token included in the request is invalid.");

    public AwsError Denied(Denial denial) => new("AccessDeniedException", 400, denial.Message);

    private ServiceCall Start(AwsRequest request, JsonObject body)
    {
        var machine = Text(body, "stateMachineArn");
        var name = Optional(body, "name");
        if (name is not null && !Name().IsMatch(name))
        {
            throw new AwsError("InvalidName", 400, $"Invalid Name: '{name}'");
        }

        var input = Json(Optional(body, "input") ?? "{}", "InvalidExecutionInput", "Invalid State Machine Execution Input");
        return new ServiceCall("states:StartExecution", [new IamCheck("states:StartExecution", machine, request.Context)], () =>
        {
            var execution = stateMachines.Start(machine, name, input);
            return Task.FromResult(StatesWire.Ok(new JsonObject { ["executionArn"] = execution.Arn, ["startDate"] = StatesWire.Seconds(execution.StartedAt) }));
        });
    }

    private ServiceCall Describe(AwsRequest request, JsonObject body)
    {
        var arn = Text(body, "executionArn");
        return new ServiceCall("states:DescribeExecution", [new IamCheck("states:DescribeExecution", arn, request.Context)], () =>
        {
            var execution = stateMachines.Find(arn) ?? throw new AwsError("ExecutionDoesNotExist", 400, $"Execution Does Not Exist: '{arn}'");
            return Task.FromResult(StatesWire.Ok(StatesWire.Describe(execution.Snapshot(), execution.Machine.Arn)));
        });
    }

    // The state machine of the token decides: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_stepfunctions.StateMachine.html#grantwbrtaskwbrresponseidentity
    private ServiceCall Answer(AwsRequest request, JsonObject body, Func<PendingTask, bool> answer)
    {
        var action = $"states:{request.Operation}";
        var task = stateMachines.Tokens.Find(Text(body, "taskToken")) ?? throw new AwsError("InvalidToken", 400, "Invalid Token: 'Invalid token'");
        return new ServiceCall(action, [new IamCheck(action, task.Execution.Machine.Arn, request.Context)], () => answer(task)
            ? Task.FromResult(StatesWire.Ok([]))
            : throw new AwsError("TaskTimedOut", 400, "Task Timed Out: 'Provided task does not exist anymore'"));
    }

    private static JsonNode? Json(string text, string code, string words)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new AwsError(code, 400, $"{words}: '{exception.Message}'");
        }
    }

    private static string Text(JsonObject body, string member) => Optional(body, member)
        ?? throw new AwsError("ValidationException", 400, string.Create(CultureInfo.InvariantCulture, $"1 validation error detected: Value at '{member}' failed to satisfy constraint: Member must not be null"));

    private static string? Optional(JsonObject body, string member) => body[member] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,80}$")]
    private static partial Regex Name();
}
