using System.Text.Json;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Tests.Engines;
using ServerlessRef.LocalCloud.Tests.EventSources;
using ServerlessRef.LocalCloud.Tests.StepFunctions;

namespace ServerlessRef.LocalCloud.Tests.Aws;

[Collection(EnginesCollection.Name)]
public sealed class StatesCallTests(EnginesFixture engines)
{
    private const string Arn = WorkflowHost.MachineArn;

    [Fact(Timeout = 60_000)]
    public async Task AnExecution_IsStartedAnsweredAndDescribed()
    {
        await using var aws = await StartAsync();
        var functions = FakeFunction.Answering("null");
        aws.StateMachines.Begin(functions, (_, _, _) => true);

        var (status, started) = await CallAsync(aws, "StartExecution", new { stateMachineArn = Arn, name = "run", input = """{"a":1}""" });
        var arn = started.GetProperty("executionArn").GetString();
        var token = (await functions.EventAsync()).GetProperty("token").GetString();
        var running = await CallAsync(aws, "DescribeExecution", new { executionArn = arn });
        var answered = await CallAsync(aws, "SendTaskSuccess", new { taskToken = token, output = "\"yes\"" });
        await aws.StateMachines.Find(arn!)!.Ended;
        var ended = await CallAsync(aws, "DescribeExecution", new { executionArn = arn });

        Assert.Equal((200, 200, "RUNNING"), (status, answered.Status, running.Body.GetProperty("status").GetString()));
        Assert.Equal(("SUCCEEDED", "\"yes\"", """{"a":1}"""), (Text(ended.Body, "status"), Text(ended.Body, "output"), Text(ended.Body, "input")));
        Assert.Equal((400, "com.amazonaws.swf.service.v2.model#TaskTimedOut"), Type(await CallAsync(aws, "SendTaskFailure", new { taskToken = token, error = "late" })));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("StartExecution", """{"stateMachineArn":"arn:aws:states:eu-central-1:000000000000:stateMachine:other"}""", "com.amazonaws.swf.service.v2.model#StateMachineDoesNotExist")]
    [InlineData("StartExecution", """{"stateMachineArn":"MACHINE","name":"a b"}""", "com.amazonaws.swf.service.v2.model#InvalidName")]
    [InlineData("StartExecution", """{"stateMachineArn":"MACHINE","input":"{"}""", "com.amazonaws.swf.service.v2.model#InvalidExecutionInput")]
    [InlineData("DescribeExecution", """{"executionArn":"arn:aws:states:eu-central-1:000000000000:execution:flow:none"}""", "com.amazonaws.swf.service.v2.model#ExecutionDoesNotExist")]
    [InlineData("SendTaskSuccess", """{"taskToken":"none","output":"{}"}""", "com.amazonaws.swf.service.v2.model#InvalidToken")]
    [InlineData("SendTaskSuccess", """{"output":"{}"}""", "com.amazon.coral.service#ValidationException")]
    [InlineData("SendTaskHeartbeat", """{"taskToken":"none"}""", "com.amazon.coral.service#UnknownOperationException")]
    public async Task ACallStepFunctionsRefuses_IsRefusedInItsWords(string operation, string body, string type)
    {
        await using var aws = await StartAsync();

        var answer = await aws.JsonAsync("states", $"AWSStepFunctions.{operation}", body.Replace("MACHINE", Arn, StringComparison.Ordinal));

        Assert.Equal((400, type), Type(answer));
    }

    [Fact(Timeout = 60_000)]
    public async Task WithoutPermissionOnItsStateMachine_ATokenIsNotAnswered()
    {
        await using var aws = await StartAsync(LocalAws.Allow("states:SendTaskSuccess", Arn + "2"));
        var functions = FakeFunction.Answering("null");
        aws.StateMachines.Begin(functions, (_, _, _) => true);
        var execution = aws.StateMachines.Start(Arn, null, null);
        var token = (await functions.EventAsync()).GetProperty("token").GetString();

        var answer = await CallAsync(aws, "SendTaskSuccess", new { taskToken = token, output = "1" });

        Assert.Equal((400, "com.amazon.coral.service#AccessDeniedException"), Type(answer));
        Assert.True(execution.IsRunning);
    }

    [Fact(Timeout = 60_000)]
    public async Task BeforeThereAreFunctions_NothingIsStarted()
    {
        await using var aws = await StartAsync();

        Assert.Equal(503, (await CallAsync(aws, "StartExecution", new { stateMachineArn = Arn })).Status);
    }

    private Task<LocalAws> StartAsync(params PolicyStatement[] statements) => LocalAws.StartAsync(engines, statements.Length > 0 ? statements : null, cloud => cloud with
    {
        StateMachines =
        [
            new StateMachine
            {
                LogicalId = "Flow",
                DisplayName = "Flow",
                Name = "flow",
                Arn = Arn,
                RoleArn = "arn:aws:iam::000000000000:role/flow",
                Definition = WorkflowHost.Read(WorkflowHost.Task("\"End\":true", TaskState.InvokeAndWait, "\"Payload\":{\"token.$\":\"$$.Task.Token\"}"), problem => Assert.Fail(problem)),
            },
        ],
    });

    private static Task<(int Status, JsonElement Body)> CallAsync(LocalAws aws, string operation, object body) =>
        aws.JsonAsync("states", $"AWSStepFunctions.{operation}", JsonSerializer.Serialize(body));

    private static (int, string?) Type((int Status, JsonElement Body) answer) => (answer.Status, Text(answer.Body, "__type"));

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
