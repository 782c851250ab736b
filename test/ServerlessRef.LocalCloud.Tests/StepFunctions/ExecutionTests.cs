using System.Globalization;
using System.Text.Json;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Tests.EventSources;

namespace ServerlessRef.LocalCloud.Tests.StepFunctions;

public sealed class ExecutionTests
{
    private static FakeFunction Never => new(_ => new TaskCompletionSource<InvokeResult>().Task);

    [Fact(Timeout = 30_000)]
    public async Task A_name_starts_one_execution_while_its_input_is_the_same()
    {
        await using var host = new WorkflowHost(WorkflowHost.Task("\"End\":true"), Never);

        var first = host.Start("""{"a":1}""", "run");

        Assert.Same(first, host.Start("""{"a":1}""", "run"));
        Assert.Equal("ExecutionAlreadyExists", Assert.Throws<AwsError>(() => host.Start("""{"a":2}""", "run")).Code);
        Assert.Equal("arn:aws:states:eu-central-1:000000000000:execution:flow:run", first.Arn);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_execution_belongs_to_the_flow_that_started_it()
    {
        await using var host = new WorkflowHost(WorkflowHost.Task("\"End\":true"));
        var flow = host.Timeline.Begin();
        Task ended;
        using (host.Timeline.Enter(flow))
        {
            ended = host.Start("""{"eventId":"evt_0123456789abcdef"}""").Ended;
        }

        await ended;

        Assert.Equal([("execution", "Flow", "Work"), ("execution", "Flow", "Succeeded")], host.Timeline.Find("evt_0123456789abcdef").OrderBy(hop => hop.Number).Select(hop => (hop.Kind, hop.Name, hop.Detail)));
        Assert.All(host.Timeline.Find(flow.TraceId), hop => Assert.Equal([flow.TraceId], hop.Traces));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_name_of_an_execution_that_has_ended_is_taken()
    {
        await using var host = new WorkflowHost(WorkflowHost.Task("\"End\":true"));
        await host.Start(name: "run").Ended;

        Assert.Equal("ExecutionAlreadyExists", Assert.Throws<AwsError>(() => host.Start(name: "run")).Code);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_execution_that_takes_longer_than_it_may_times_out()
    {
        await using var host = new WorkflowHost(WorkflowHost.Task("\"End\":true").Replace("{\"StartAt\"", "{\"TimeoutSeconds\":3600,\"StartAt\"", StringComparison.Ordinal), Never);
        var execution = host.Start();
        await host.Functions.EventAsync();

        host.Clock.Advance(TimeSpan.FromHours(1));
        await execution.Ended;

        Assert.Equal((ExecutionStatus.TimedOut, "States.Timeout", "Work"), (execution.Snapshot().Status, execution.Snapshot().Error, execution.Snapshot().State));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("\"Seconds\":90", "{}", 90)]
    [InlineData("\"SecondsPath\":\"$.wait\"", """{"wait":5}""", 5)]
    [InlineData("\"Timestamp\":\"2026-01-01T00:10:00Z\"", "{}", 600)]
    [InlineData("\"TimestampPath\":\"$.until\"", """{"until":"2026-01-01T01:01:00+01:00"}""", 60)]
    [InlineData("\"Seconds\":4000000", "{}", 4_000_000)]
    public async Task A_wait_lasts_as_long_as_it_says(string field, string input, int seconds)
    {
        await using var host = new WorkflowHost($$$$"""{"StartAt":"W","States":{"W":{"Type":"Wait",{{{{field}}}},"End":true}}}""");
        var execution = host.Start(input);
        await host.Clock.TimersAsync(1);

        for (var left = seconds - 1; left > 0; left -= 2_000_000)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(Math.Min(left, 2_000_000)));
            await host.Clock.TimersAsync(1);
        }

        Assert.True(execution.IsRunning);
        Assert.True(execution.Snapshot().Waiting);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await execution.Ended;

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(input), execution.Snapshot().Output!.Value));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("\"Error\":\"Full\",\"Cause\":\"no seat\"", "Full", "no seat")]
    [InlineData("\"ErrorPath\":\"$.e\",\"CausePath\":\"$.c\"", "Named", "words")]
    public async Task A_fail_state_ends_it_with_its_words(string fields, string error, string cause)
    {
        await using var host = new WorkflowHost($$$$"""{"StartAt":"F","States":{"F":{"Type":"Fail",{{{{fields}}}}}}}""");

        var ended = await host.RunAsync("""{"e":"Named","c":"words"}""");

        Assert.Equal((ExecutionStatus.Failed, error, cause), (ended.Status, ended.Error, ended.Cause));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("\"Result\":{\"x\":1}", """{"x":1}""")]
    [InlineData("\"Result\":1,\"ResultPath\":\"$.r\"", """{"a":{"b":2},"r":1}""")]
    [InlineData("\"InputPath\":\"$.a\"", """{"b":2}""")]
    [InlineData("\"InputPath\":null", "{}")]
    [InlineData("\"Parameters\":{\"c.$\":\"$.a.b\",\"d\":true}", """{"c":2,"d":true}""")]
    [InlineData("\"OutputPath\":null", "{}")]
    public async Task A_pass_state_makes_what_it_says(string fields, string output)
    {
        await using var host = new WorkflowHost($$$$"""{"StartAt":"P","States":{"P":{"Type":"Pass",{{{{fields}}}},"Next":"S"},"S":{"Type":"Succeed"}}}""");

        Assert.Equal(output, (await host.RunAsync("""{"a":{"b":2}}""")).Output?.GetRawText());
    }

    [Fact(Timeout = 30_000)]
    public async Task An_execution_that_turns_in_circles_ends_at_the_limit_of_its_history()
    {
        await using var host = new WorkflowHost("""{"StartAt":"P","States":{"P":{"Type":"Pass","Next":"P2"},"P2":{"Type":"Pass","Next":"P"}}}""");

        var ended = await host.RunAsync();

        Assert.Contains("maximum number of history events (25000)", ended.Cause, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_context_tells_who_runs_since_when()
    {
        await using var host = new WorkflowHost("""{"StartAt":"P","States":{"P":{"Type":"Pass","Parameters":{"all.$":"$$"},"End":true}}}""");

        var context = (await host.RunAsync("""{"a":1}""")).Output!.Value.GetProperty("all");

        Assert.Equal(
            ("""{"a":1}""", "2026-01-01T00:00:00.000Z", "P", WorkflowHost.MachineArn),
            (context.GetProperty("Execution").GetProperty("Input").GetRawText(), context.GetProperty("Execution").GetProperty("StartTime").GetString(), context.GetProperty("State").GetProperty("Name").GetString(), context.GetProperty("StateMachine").GetProperty("Id").GetString()));
        Assert.Equal(host.Clock.GetUtcNow(), DateTimeOffset.Parse(context.GetProperty("State").GetProperty("EnteredTime").GetString()!, CultureInfo.InvariantCulture));
    }

    [Fact(Timeout = 30_000)]
    public async Task When_the_local_cloud_ends_nothing_is_started_any_more()
    {
        var host = new WorkflowHost(WorkflowHost.Task("\"End\":true"), Never);
        host.Start();
        await host.DisposeAsync();

        Assert.Equal("ServiceUnavailable", Assert.Throws<AwsError>(() => host.Start()).Code);
    }
}
