using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Tests.EventSources;
using ServerlessRef.Shared;

namespace ServerlessRef.LocalCloud.Tests.StepFunctions;

/// <summary>The definition the stack deploys, step by step: what the function answers decides what it is asked next.</summary>
public sealed class PromotionDefinitionTests
{
    private const string Seat = """{"type":"seat-kept","eventId":"evt_1","promotionId":"pro_1","title":"A meeting"}""";
    private const string Nothing = """{"outcome":"announced","entryId":"wai_1","seconds":null,"offers":null}""";

    [Fact(Timeout = 30_000)]
    public async Task An_accepted_offer_is_confirmed()
    {
        await using var host = Host(Offered("wai_1", 1), Nothing, Outcome("confirmed"));
        var execution = host.Start(Seat);
        var offer = await host.Functions.EventAsync();

        await AnswerAsync(host, "accepted");
        await execution.Ended;

        Assert.Equal(("offer-next", "evt_1", "pro_1", execution.Arn, 0), (Text(offer, "task"), Text(offer, "eventId"), Text(offer, "promotionId"), Text(offer, "execution"), offer.GetProperty("offers").GetInt32()));
        Assert.Equal(JsonValueKind.Null, offer.GetProperty("withdraw").ValueKind);
        Assert.Equal(("confirm", "wai_1"), await NextAsync(host));
        Assert.Equal((ExecutionStatus.Succeeded, "Done"), (execution.Snapshot().Status, execution.Snapshot().State));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_declined_offer_is_withdrawn_and_the_next_one_made()
    {
        await using var host = Host(Offered("wai_1", 1), Nothing, Offered("wai_2", 2), Nothing, Outcome("confirmed"));
        var execution = host.Start(Seat);
        await host.Functions.EventAsync();

        await AnswerAsync(host, "declined");
        var second = await host.Functions.EventAsync();
        var token = await AnswerAsync(host, "accepted");
        await execution.Ended;

        Assert.Equal(("offer-next", "wai_1", 1), (Text(second, "task"), Text(second, "withdraw"), second.GetProperty("offers").GetInt32()));
        Assert.Equal("wai_2", token);
        Assert.Equal(("confirm", "wai_2"), await NextAsync(host));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_offer_nobody_answers_is_withdrawn_when_its_time_is_over()
    {
        await using var host = Host(Offered("wai_1", 1), Nothing, Outcome("released"));
        var execution = host.Start(Seat);
        await host.Functions.EventAsync();
        await host.Functions.EventAsync();
        await WaitingAsync(execution);

        host.Clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.True(execution.IsRunning);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await execution.Ended;

        Assert.Equal("wai_1", Text(await host.Functions.EventAsync(), "withdraw"));
        Assert.Equal((ExecutionStatus.Succeeded, "Done"), (execution.Snapshot().Status, execution.Snapshot().State));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_nobody_told_is_found_when_the_offer_is_withdrawn()
    {
        await using var host = Host(Offered("wai_1", 1), Nothing, Outcome("accepted", "wai_1"), Outcome("confirmed"));
        var execution = host.Start(Seat);
        await WaitingAsync(execution);

        host.Clock.Advance(TimeSpan.FromHours(1));
        await execution.Ended;

        Assert.Equal(["offer-next", "announce", "offer-next", "confirm"], await TasksAsync(host, 4));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_accepted_offer_that_cannot_be_confirmed_leads_to_the_next()
    {
        await using var host = Host(Offered("wai_1", 1), Nothing, Outcome("refused", "wai_1"), Outcome("released"));
        var execution = host.Start(Seat);
        await host.Functions.EventAsync();

        await AnswerAsync(host, "accepted");
        await execution.Ended;

        Assert.Equal(("confirm", "wai_1"), await NextAsync(host));
        Assert.Equal("wai_1", Text(await host.Functions.EventAsync(), "withdraw"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("released")]
    [InlineData("duplicate")]
    [InlineData("gone")]
    [InlineData("repeated")]
    public async Task What_is_nothing_to_offer_ends_it_well(string outcome)
    {
        await using var host = Host(Outcome(outcome));

        var ended = await host.RunAsync(Seat);

        Assert.Equal((ExecutionStatus.Succeeded, "Done"), (ended.Status, ended.State));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("offer-next")]
    [InlineData("announce")]
    [InlineData("confirm")]
    public async Task A_step_that_fails_for_good_gives_the_seat_back_and_fails(string failing)
    {
        await using var host = new WorkflowHost(Definition(), new FakeFunction(input => Task.FromResult(Text(input, "task") == failing
            ? WorkflowHost.Error("Broken")
            : FakeFunction.Success(Text(input, "task") switch { "offer-next" => Offered("wai_1", 1), "announce" => Nothing, _ => Outcome("repeated") }))));
        var execution = host.Start(Seat);

        var tasks = new List<string>();
        while (!tasks.Contains("give-back", StringComparer.Ordinal))
        {
            var asked = host.Functions.EventAsync().AsTask();
            while (!asked.IsCompleted)
            {
                // Retries wait; an offer that was made is accepted at once.
                host.Clock.Advance(TimeSpan.FromSeconds(60));
                await Task.Delay(5);
            }

            tasks.Add(Text(await asked, "task"));
            if (tasks[^1] == "announce" && failing == "confirm")
            {
                host.StateMachines.Tokens.Find(Text(await asked, "taskToken"))!.TrySucceed(JsonNode.Parse("""{"answer":"accepted"}"""));
            }
        }

        await execution.Ended;

        Assert.Equal(9, tasks.Count(task => task == failing));
        Assert.Equal((ExecutionStatus.Failed, "PromotionFailed"), (execution.Snapshot().Status, execution.Snapshot().Error));
    }

    private static WorkflowHost Host(params string[] answers)
    {
        var next = 0;
        return new WorkflowHost(Definition(), new FakeFunction(_ => Task.FromResult(FakeFunction.Success(answers[next++]))));
    }

    private static string Definition() => File.ReadAllText(RepositoryFiles.At("src", "ServerlessRef.Infrastructure", "Waitlist", "promotion.asl.json"))
        .Replace("${Partition}", "aws", StringComparison.Ordinal)
        .Replace("${Function}", WorkflowHost.FunctionArn, StringComparison.Ordinal);

    private static string Offered(string entryId, int offers) => $$"""{"outcome":"offered","entryId":"{{entryId}}","seconds":3600,"offers":{{offers}} }""";

    private static string Outcome(string outcome, string? entryId = null) => JsonSerializer.Serialize(new { outcome, entryId, seconds = (int?)null, offers = (int?)null });

    // Whom the announcement is for.
    private static async Task<string> AnswerAsync(WorkflowHost host, string answer)
    {
        var announced = await host.Functions.EventAsync();
        Assert.Equal("announce", Text(announced, "task"));
        host.StateMachines.Tokens.Find(Text(announced, "taskToken"))!.TrySucceed(new JsonObject { ["answer"] = answer });
        return Text(announced, "entryId");
    }

    private static async Task<(string Task, string EntryId)> NextAsync(WorkflowHost host)
    {
        var input = await host.Functions.EventAsync();
        return (Text(input, "task"), Text(input, "entryId"));
    }

    private static async Task<List<string>> TasksAsync(WorkflowHost host, int count)
    {
        var tasks = new List<string>();
        while (tasks.Count < count)
        {
            tasks.Add(Text(await host.Functions.EventAsync(), "task"));
        }

        return tasks;
    }

    private static async Task WaitingAsync(Execution execution)
    {
        while (!execution.Snapshot().Waiting)
        {
            await Task.Delay(5);
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
