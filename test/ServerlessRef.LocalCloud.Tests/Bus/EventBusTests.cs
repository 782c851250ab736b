using System.Text.Json;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Patterns;
using ServerlessRef.LocalCloud.Tests.Engines;
using ServerlessRef.LocalCloud.Tests.EventSources;
using ServerlessRef.LocalCloud.Tests.StepFunctions;
using ServerlessRef.LocalCloud.Tests.Streams;

namespace ServerlessRef.LocalCloud.Tests.Bus;

[Collection(EnginesCollection.Name)]
public sealed class EventBusTests(EnginesFixture engines)
{
    private const string TargetRole = "arn:aws:iam::000000000000:role/rule";

    private static readonly PolicyStatement MayGiveUp = new()
    {
        IsAllow = true,
        Actions = ["sqs:SendMessage"],
        Resources = ["*"],
        Principals = ["events.amazonaws.com"],
        Condition = JsonElement.Parse($$$$$"""{"ArnEquals":{"aws:SourceArn":"{{{{{EventPath.RuleArn}}}}}"}}"""),
        Source = "QueuePolicy/1",
    };

    [Fact(Timeout = 60_000)]
    public async Task ATargetGetsTheWholeEvent_WithoutAnInputPath()
    {
        await using var path = await EventPath.StartAsync(engines, FakeFunction.Answering("null"), cloud: cloud => cloud with { EventRules = [cloud.EventRules[0] with { Targets = [cloud.EventRules[0].Targets[0] with { InputPath = null }] }] });

        await path.PutAsync("a");

        var input = await path.Functions.EventAsync();
        Assert.Equal(("0", "test", "Changed", "000000000000", "eu-central-1"), (Text(input, "version"), Text(input, "source"), Text(input, "detail-type"), Text(input, "account"), Text(input, "region")));
        Assert.Equal("INSERT", Text(input.GetProperty("detail"), "eventName"));
    }

    [Fact(Timeout = 60_000)]
    public async Task ATransformerOfATarget_MakesItsInput()
    {
        await using var path = await EventPath.StartAsync(engines, FakeFunction.Answering("null"), cloud: cloud => cloud with
        {
            EventRules = [cloud.EventRules[0] with { Targets = [cloud.EventRules[0].Targets[0] with { InputPath = null, Transformer = Transformer("""{"what":<what>,"line":"<what> by <aws.events.rule-name>"}""") }] }],
        });

        await path.PutAsync("a");

        var input = await path.Functions.EventAsync();
        Assert.Equal(("INSERT", "INSERT by rule"), (Text(input, "what"), Text(input, "line")));
    }

    [Fact(Timeout = 60_000)]
    public async Task WhatATransformerCannotMake_GoesToTheDeadLetterQueue()
    {
        await using var path = await EventPath.StartAsync(engines, FakeFunction.Answering("null"), cloud: cloud => cloud with
        {
            EventRules = [cloud.EventRules[0] with { Targets = [cloud.EventRules[0].Targets[0] with { InputPath = null, Transformer = Transformer("\"<all>\"") }] }],
            Queues = [cloud.Queues[0] with { Policy = [MayGiveUp] }, cloud.Queues[1]],
        });

        await path.PutAsync("a");

        Assert.Equal("Changed", Text(await path.MessageAsync(queue: 0), "detail-type"));
        Assert.False(path.Functions.HasEvents);
    }

    [Fact(Timeout = 60_000)]
    public async Task ARuleWithoutPermissionToInvoke_SendsTheEventToItsDeadLetterQueue()
    {
        await using var path = await EventPath.StartAsync(engines, FakeFunction.Answering("null"), cloud: cloud => cloud with
        {
            Functions = [.. cloud.Functions.Select(function => function with { Permissions = [] })],
            Queues = [cloud.Queues[0] with { Policy = [MayGiveUp] }, cloud.Queues[1]],
        });

        await path.PutAsync("a");

        Assert.Equal("Changed", Text(await path.MessageAsync(queue: 0), "detail-type"));
        Assert.False(path.Functions.HasEvents);
    }

    [Fact(Timeout = 60_000)]
    public async Task AnEventTheTargetFailsAt_IsTriedAgainAfterOneAndTwoMinutes_AndThenGivenToTheDestination()
    {
        var clock = new ManualClock();
        await using var path = await EventPath.StartAsync(
            engines,
            FakeFunction.Ending(InvokeOutcome.FunctionError),
            cloud: cloud => cloud with { AsyncInvocations = [new AsyncInvocation { Function = "test-Target", OnFailureArn = cloud.Queues[0].Arn }] },
            time: clock);

        await path.PutAsync("a");
        await path.Functions.EventAsync();
        await clock.TimersAsync(1);
        clock.Advance(TimeSpan.FromMinutes(1));
        await path.Functions.EventAsync();
        await clock.TimersAsync(1);
        clock.Advance(TimeSpan.FromMinutes(2));
        await path.Functions.EventAsync();

        var record = await path.MessageAsync(queue: 0);
        Assert.Equal(("RetriesExhausted", 3), (Text(record.GetProperty("requestContext"), "condition"), record.GetProperty("requestContext").GetProperty("approximateInvokeCount").GetInt32()));
        Assert.Equal("INSERT", Text(record.GetProperty("requestPayload"), "eventName"));
    }

    [Fact(Timeout = 60_000)]
    public async Task AStateMachine_IsStartedWithItsPartOfTheEvent_InTheNameOfTheTargetsRole()
    {
        string? role = null;
        await using var path = await EventPath.StartAsync(engines, FakeFunction.Answering("null"), cloud: WithStateMachine, allows: (arn, action, resource) =>
        {
            role = action == "states:StartExecution" && resource == WorkflowHost.MachineArn ? arn : role;
            return true;
        });

        await path.PutAsync("a");

        Assert.Equal("INSERT", Text(await path.Functions.EventAsync(), "eventName"));
        Assert.Equal(TargetRole, role);
    }

    [Fact(Timeout = 60_000)]
    public async Task AStateMachineTheRoleMayNotStart_SendsTheEventToTheDeadLetterQueue()
    {
        await using var path = await EventPath.StartAsync(
            engines,
            FakeFunction.Answering("null"),
            cloud: cloud => WithStateMachine(cloud) with { Queues = [cloud.Queues[0] with { Policy = [MayGiveUp] }, cloud.Queues[1]] },
            allows: (_, action, _) => action != "states:StartExecution");

        await path.PutAsync("a");

        Assert.Equal("Changed", Text(await path.MessageAsync(queue: 0), "detail-type"));
        Assert.Empty(path.Aws.StateMachines.Snapshots());
    }

    [Fact(Timeout = 60_000)]
    public async Task ATargetThatFailsForATime_GetsTheEventWhenItCan()
    {
        await using var path = await EventPath.StartAsync(
            engines,
            FakeFunction.Answering("null"),
            faults: """{"rules":[{"service":"events","action":"InvokeTarget","function":"Target","nth":1,"times":2,"kind":"throttle"}]}""");

        await path.PutAsync("a");

        Assert.Equal("INSERT", Text(await path.Functions.EventAsync(), "eventName"));
        Assert.False(path.Functions.HasEvents);
    }

    [Fact(Timeout = 60_000)]
    public async Task ATargetThatFailsTooOften_SendsTheEventToTheDeadLetterQueue_AndARedriveBringsIt()
    {
        await using var path = await EventPath.StartAsync(
            engines,
            FakeFunction.Answering("null"),
            cloud: cloud => cloud with
            {
                EventRules = [cloud.EventRules[0] with { Targets = [cloud.EventRules[0].Targets[0] with { MaximumRetryAttempts = 1 }] }],
                Queues = [cloud.Queues[0] with { Policy = [MayGiveUp] }, cloud.Queues[1]],
            },
            faults: """{"rules":[{"service":"events","action":"InvokeTarget","nth":1,"times":2,"kind":"fail","code":"InternalException","status":500}]}""");

        await path.PutAsync("a");
        var brought = 0;
        while (brought == 0)
        {
            brought = await path.DeadLetters.RedriveAsync(path.Aws.Cloud.Queues[0].Name, CancellationToken.None);
        }

        Assert.Equal("INSERT", Text(await path.Functions.EventAsync(), "eventName"));
        Assert.Equal(1, brought);
    }

    [Fact(Timeout = 60_000)]
    public async Task AnEventDeliveredTwice_ReachesItsTargetTwice()
    {
        await using var path = await EventPath.StartAsync(
            engines, FakeFunction.Answering("null"), faults: """{"deliveries":{"duplicate":1,"delayMs":10,"hops":["target"]}}""");

        await path.PutAsync("a");

        Assert.Equal(Text(await path.Functions.EventAsync(), "eventID"), Text(await path.Functions.EventAsync(), "eventID"));
    }

    [Fact(Timeout = 60_000)]
    public async Task WhatAFunctionFailedAt_IsInvokedAgainByARedrive()
    {
        await using var path = await EventPath.StartAsync(
            engines,
            FakeFunction.Ending(InvokeOutcome.FunctionError),
            cloud: cloud => cloud with { AsyncInvocations = [new AsyncInvocation { Function = "test-Target", MaximumRetryAttempts = 1, OnFailureArn = cloud.Queues[0].Arn }] },
            faults: """{"asyncRetryMs":20}""");

        await path.PutAsync("a");
        while (await path.DeadLetters.RedriveAsync(path.Aws.Cloud.Queues[0].Name, CancellationToken.None) == 0)
        {
            // Two attempts come first.
        }

        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal("INSERT", Text(await path.Functions.EventAsync(), "eventName"));
        }
    }

    private static Cloud WithStateMachine(Cloud cloud) => cloud with
    {
        EventRules = [cloud.EventRules[0] with { Targets = [cloud.EventRules[0].Targets[0] with { Arn = WorkflowHost.MachineArn, RoleArn = TargetRole }] }],
        StateMachines =
        [
            new StateMachine
            {
                LogicalId = "Flow",
                DisplayName = "Flow",
                Name = "flow",
                Arn = WorkflowHost.MachineArn,
                RoleArn = "arn:aws:iam::000000000000:role/flow",
                Definition = WorkflowHost.Read(WorkflowHost.Task("\"End\":true"), problem => Assert.Fail(problem)),
            },
        ],
    };

    private static InputTransformer Transformer(string template) =>
        InputTransformer.Read(new Dictionary<string, string> { ["what"] = "$.detail.eventName", ["all"] = "$.detail" }, template, problem => Assert.Fail(problem));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
