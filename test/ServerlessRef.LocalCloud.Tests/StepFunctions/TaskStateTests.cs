using System.Text.Json;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Tests.EventSources;

namespace ServerlessRef.LocalCloud.Tests.StepFunctions;

public sealed class TaskStateTests
{
    private const string Caught = ""","Rescue":{"Type":"Pass","End":true}""";

    [Fact(Timeout = 30_000)]
    public async Task A_function_gets_its_payload_and_its_answer_goes_where_the_paths_say()
    {
        await using var host = new WorkflowHost(
            WorkflowHost.Task(
                "\"InputPath\":\"$.order\",\"ResultSelector\":{\"seat.$\":\"$.Payload.seat\",\"code.$\":\"$.StatusCode\"},\"ResultPath\":\"$.made\",\"End\":true",
                payload: "\"Payload\":{\"task\":\"make\",\"id.$\":\"$.id\",\"run.$\":\"$$.Execution.Name\",\"all\":[{\"state.$\":\"$$.State.Name\"}]}"),
            FakeFunction.Answering("""{"seat":4}"""));

        var execution = host.Start("""{"order":{"id":"o1"},"kept":true}""", "run-1");
        await execution.Ended;

        Assert.Equal("""{"task":"make","id":"o1","run":"run-1","all":[{"state":"Work"}]}""", (await host.Functions.EventAsync()).GetRawText());
        Assert.Equal("""{"order":{"id":"o1"},"kept":true,"made":{"seat":4,"code":200}}""", execution.Snapshot().Output?.GetRawText());
        Assert.Equal((WorkflowHost.FunctionArn, "arn:aws:iam::000000000000:role/flow"), (host.Functions.LastArn, host.Functions.LastCaller?.RoleArn));
        Assert.Equal(
            ["ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSucceeded", "TaskStateExited", "ExecutionSucceeded"],
            execution.History().Select(happened => happened.Type));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_result_path_of_null_keeps_the_input_and_an_output_path_chooses_of_it()
    {
        await using var host = new WorkflowHost(WorkflowHost.Task("\"ResultPath\":null,\"OutputPath\":\"$.a\",\"End\":true"), FakeFunction.Answering("1"));

        Assert.Equal("2", (await host.RunAsync("""{"a":2}""")).Output?.GetRawText());
    }

    [Fact(Timeout = 30_000)]
    public async Task An_error_is_tried_again_at_growing_intervals_and_then_the_execution_goes_on()
    {
        var calls = 0;
        await using var host = new WorkflowHost(
            WorkflowHost.Task("\"Retry\":[{\"ErrorEquals\":[\"Busy\"],\"IntervalSeconds\":2,\"BackoffRate\":3,\"MaxAttempts\":2}],\"End\":true", payload: "\"Payload\":{\"retry.$\":\"$$.State.RetryCount\"}"),
            new FakeFunction(_ => Task.FromResult(++calls < 3 ? WorkflowHost.Error("Busy") : FakeFunction.Success("\"done\""))));

        var execution = host.Start();
        foreach (var seconds in new[] { 2, 6 })
        {
            await host.Functions.EventAsync();
            await host.Clock.TimersAsync(1);
            host.Clock.Advance(TimeSpan.FromSeconds(seconds - 0.1));
            Assert.False(host.Functions.HasEvents);
            host.Clock.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.Equal(2, (await host.Functions.EventAsync()).GetProperty("retry").GetInt32());
        await execution.Ended;
        Assert.Equal("done", execution.Snapshot().Output?.GetProperty("Payload").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task Jitter_and_a_longest_delay_shorten_what_is_waited()
    {
        await using var host = new WorkflowHost(
            WorkflowHost.Task("\"Retry\":[{\"ErrorEquals\":[\"States.ALL\"],\"IntervalSeconds\":10,\"MaxDelaySeconds\":6,\"JitterStrategy\":\"FULL\",\"MaxAttempts\":1}],\"End\":true"),
            FakeFunction.Ending(InvokeOutcome.FunctionError));

        var execution = host.Start();
        await host.Clock.TimersAsync(1);
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        await execution.Ended;

        Assert.Equal("Lambda.Unknown", execution.Snapshot().Error);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("States.ALL", true)]
    [InlineData("States.TaskFailed", true)]
    [InlineData("Busy", true)]
    [InlineData("Other", false)]
    [InlineData("States.Timeout", false)]
    public async Task An_error_is_caught_by_its_name(string name, bool caught)
    {
        await using var host = new WorkflowHost(
            WorkflowHost.Task($"\"Catch\":[{{\"ErrorEquals\":[\"{name}\"],\"Next\":\"Rescue\",\"ResultPath\":\"$.error\"}}],\"End\":true", others: Caught),
            new FakeFunction(_ => Task.FromResult(WorkflowHost.Error("Busy"))));

        var ended = await host.RunAsync("""{"id":1}""");

        Assert.Equal(caught ? ExecutionStatus.Succeeded : ExecutionStatus.Failed, ended.Status);
        if (caught)
        {
            Assert.Equal((1, "Busy", true), (ended.Output!.Value.GetProperty("id").GetInt32(), ended.Output.Value.GetProperty("error").GetProperty("Error").GetString(), ended.Output.Value.GetProperty("error").GetProperty("Cause").GetString()!.Contains("words", StringComparison.Ordinal)));
        }
    }

    [Theory(Timeout = 30_000)]
    [InlineData("Throttled", "Lambda.TooManyRequestsException")]
    [InlineData("FunctionError", "Lambda.Unknown")]
    public async Task What_Lambda_refuses_has_a_name(string outcome, string error)
    {
        await using var host = new WorkflowHost(WorkflowHost.Task("\"End\":true"), FakeFunction.Ending(Enum.Parse<InvokeOutcome>(outcome)));

        Assert.Equal(error, (await host.RunAsync()).Error);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_permission_of_the_role_no_function_is_invoked()
    {
        await using var host = new WorkflowHost(WorkflowHost.Task("\"End\":true"), allows: (_, action, resource) => !(action == "lambda:InvokeFunction" && resource == WorkflowHost.FunctionArn));

        var ended = await host.RunAsync();

        Assert.Equal("Lambda.AWSLambdaException", ended.Error);
        Assert.Contains("is not authorized to perform: lambda:InvokeFunction", ended.Cause, StringComparison.Ordinal);
        Assert.False(host.Functions.HasEvents);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_task_that_takes_too_long_ends_with_a_timeout_that_is_caught()
    {
        await using var host = new WorkflowHost(
            WorkflowHost.Task("\"TimeoutSecondsPath\":\"$.limit\",\"Catch\":[{\"ErrorEquals\":[\"States.Timeout\"],\"Next\":\"Rescue\"}],\"End\":true", others: Caught),
            new FakeFunction(_ => new TaskCompletionSource<InvokeResult>().Task));

        var execution = host.Start("""{"limit":30}""");
        await host.Functions.EventAsync();
        await host.Clock.TimersAsync(1);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await execution.Ended;

        Assert.Equal("States.Timeout", execution.Snapshot().Output?.GetProperty("Error").GetString());
        Assert.Contains("TaskTimedOut", execution.History().Select(happened => happened.Type));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("\"TimeoutSecondsPath\":\"$.limit\"", "{}")]
    [InlineData("\"TimeoutSecondsPath\":\"$.limit\"", """{"limit":"soon"}""")]
    [InlineData("\"InputPath\":\"$.missing\"", "{}")]
    public async Task A_runtime_error_is_not_caught_by_all(string fields, string input)
    {
        await using var host = new WorkflowHost(
            WorkflowHost.Task($"{fields},\"Retry\":[{{\"ErrorEquals\":[\"States.ALL\"]}}],\"Catch\":[{{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"Rescue\"}}],\"End\":true", others: Caught));

        var ended = await host.RunAsync(input);

        Assert.Equal((ExecutionStatus.Failed, "States.Runtime"), (ended.Status, ended.Error));
    }

    [Fact(Timeout = 30_000)]
    public async Task More_data_than_the_service_takes_ends_the_execution()
    {
        await using var host = new WorkflowHost(WorkflowHost.Task("\"End\":true"), FakeFunction.Answering(JsonSerializer.Serialize(new string('x', 270_000))));

        Assert.Equal("States.DataLimitExceeded", (await host.RunAsync()).Error);
    }
}
