using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Tests.EventSources;

namespace ServerlessRef.LocalCloud.Tests.StepFunctions;

public sealed class TaskTokenTests
{
    private const string Payload = "\"Payload\":{\"token.$\":\"$$.Task.Token\"}";
    private const string Caught = ""","Rescue":{"Type":"Pass","End":true}""";

    [Fact(Timeout = 30_000)]
    public async Task An_execution_waits_for_the_answer_to_its_token_and_not_for_its_function()
    {
        await using var host = Host("\"End\":true", FakeFunction.Answering("\"asked\""));
        var execution = host.Start();
        var task = await host.TokenAsync();
        await WaitingAsync(execution);

        Assert.True(task.TrySucceed(JsonNode.Parse("""{"answer":"yes"}""")));
        await execution.Ended;

        Assert.Equal("""{"answer":"yes"}""", execution.Snapshot().Output?.GetRawText());
        Assert.Equal(
            ["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"],
            execution.History().Where(happened => happened.Type.StartsWith("Task", StringComparison.Ordinal) && !happened.Type.StartsWith("TaskState", StringComparison.Ordinal)).Select(happened => happened.Type));
        Assert.False(task.TrySucceed(null));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_may_come_before_the_function_has_ended()
    {
        await using var host = Host("\"End\":true", new FakeFunction(_ => new TaskCompletionSource<InvokeResult>().Task));
        var execution = host.Start();

        (await host.TokenAsync()).TrySucceed(JsonValue.Create(1));
        await execution.Ended;

        Assert.Equal("1", execution.Snapshot().Output?.GetRawText());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_failure_as_answer_is_an_error_with_its_name()
    {
        await using var host = Host("\"Catch\":[{\"ErrorEquals\":[\"Declined\"],\"Next\":\"Rescue\"}],\"End\":true");
        var execution = host.Start();

        (await host.TokenAsync()).TryFail("Declined", "no time");
        await execution.Ended;

        Assert.Equal("""{"Error":"Declined","Cause":"no time"}""", execution.Snapshot().Output?.GetRawText());
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_that_comes_too_late_is_refused()
    {
        await using var host = Host("\"TimeoutSeconds\":60,\"Catch\":[{\"ErrorEquals\":[\"States.Timeout\"],\"Next\":\"Rescue\"}],\"End\":true");
        var execution = host.Start();
        var task = await host.TokenAsync();
        await WaitingAsync(execution);

        host.Clock.Advance(TimeSpan.FromSeconds(60));
        await execution.Ended;

        Assert.False(task.TrySucceed(null));
        Assert.Equal("States.Timeout", execution.Snapshot().Output?.GetProperty("Error").GetString());
        Assert.Same(task, host.StateMachines.Tokens.Find(task.Token));
    }

    [Fact(Timeout = 30_000)]
    public async Task Every_attempt_has_a_token_of_its_own()
    {
        var calls = 0;
        await using var host = Host(
            "\"Retry\":[{\"ErrorEquals\":[\"Busy\"],\"IntervalSeconds\":1}],\"End\":true",
            new FakeFunction(_ => Task.FromResult(++calls == 1 ? WorkflowHost.Error("Busy") : FakeFunction.Success("null"))));
        var execution = host.Start();
        var first = await host.TokenAsync();
        await host.Clock.TimersAsync(1);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await host.TokenAsync();

        Assert.False(first.TrySucceed(JsonValue.Create(1)));
        Assert.True(second.TrySucceed(JsonValue.Create(2)));
        await execution.Ended;

        Assert.Equal("2", execution.Snapshot().Output?.GetRawText());
    }

    private static WorkflowHost Host(string fields, FakeFunction? functions = null) => new(
        WorkflowHost.Task(fields, TaskState.InvokeAndWait, Payload, fields.Contains("Rescue", StringComparison.Ordinal) ? Caught : ""), functions);

    private static async Task WaitingAsync(Execution execution)
    {
        while (!execution.Snapshot().Waiting)
        {
            await Task.Delay(5);
        }
    }
}
