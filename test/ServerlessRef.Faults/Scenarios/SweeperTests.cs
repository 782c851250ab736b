namespace ServerlessRef.Faults.Scenarios;

/// <summary>11: the sweeper against a slow API and a backlog, five at once, and killed midway.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class SweeperTests(FaultyCloud cloud)
{
    private const int Backlog = 24;

    private static readonly Dictionary<string, int> AnHourAhead = new() { ["Sweeper"] = 3_600 };

    [Fact(Timeout = 180_000)]
    public async Task SweepersAtTheSameTime_SendEachJobOfABacklogOnce()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        await AcceptUnsentAsync(desk);
        await desk.Console.SetFaultsAsync(new Dictionary<string, object> { ["clockOffsets"] = AnHourAhead });

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.Console.SweepAsync()));
        var sends = await SendsAsync(desk);

        var verdict = await desk.VerdictAsync();
        Assert.All(sends, times => Assert.Equal(1, times));
        Assert.Equal(Backlog, sends.Count);
        Assert.Empty(verdict.Violations);
    }

    [Fact(Timeout = 180_000)]
    public async Task ASweeperKilledMidway_LeavesTheRestToTheNextOne()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        await AcceptUnsentAsync(desk);
        await desk.Console.SetFaultsAsync(new Dictionary<string, object>
        {
            ["clockOffsets"] = AnHourAhead,
            // The first batch is empty: the call that warms the client.
            ["rules"] = new[] { Desk.Rule("Sweeper", "sqs", "SendMessageBatch", "before", "kill", ("nth", 2)), Desk.Rule("Sweeper", "dynamodb", "UpdateItem", "after", "kill", ("nth", 15)) },
        });

        await desk.Console.SweepAsync();
        await desk.Console.SweepAsync();
        await ServiceWait.UntilAsync(async () => (await desk.Console.StruckAsync()).All(struck => struck == 1));

        // What was moved on and not sent is due two minutes later on the sweeper's clock.
        await desk.Console.SetFaultsAsync(new Dictionary<string, object> { ["clockOffsets"] = new Dictionary<string, int> { ["Sweeper"] = 7_200 } });
        Assert.True(await desk.Console.DrainAsync(TimeSpan.FromSeconds(60)));
        var verdict = await desk.Console.JudgeAsync(desk.Ledger);
        await desk.FaultsAsync();
        Assert.Empty(verdict.Violations);
        Assert.Equal(Backlog, (await SendsAsync(desk)).Count);
    }

    [Fact(Timeout = 180_000)]
    public async Task ASlowApi_AndASweeperThatIsFaster_IssueOneTicket()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        await desk.Console.SetFaultsAsync(new Dictionary<string, object>
        {
            ["clockOffsets"] = AnHourAhead,
            ["rules"] = new[] { Desk.Rule("Api", "sqs", "SendMessage", "before", "hang", ("probability", 1)) },
        });

        var registering = desk.RegisterAsync();
        await ServiceWait.UntilAsync(async () => (await desk.Console.StruckAsync())[0] > 0);
        await desk.Console.SweepAsync();
        await desk.FaultsAsync();
        await registering;
        var sends = await SendsAsync(desk);

        var verdict = await desk.VerdictAsync();
        Assert.Empty(verdict.Violations);
        Assert.Equal((1, 1), (verdict.Accepted, verdict.Done));
        Assert.Equal([1], sends);
    }

    // Rows without messages: the API writes and cannot send.
    private static async Task AcceptUnsentAsync(Desk desk)
    {
        await desk.FaultsAsync(Desk.Rule("Api", "sqs", "SendMessage", "before", "throttle", ("probability", 1)));
        await Task.WhenAll(Enumerable.Range(0, Backlog).Select(_ => desk.RegisterAsync(attempts: 1)));
    }

    // How often the sweeper sent each job of this event.
    private static async Task<List<int>> SendsAsync(Desk desk) =>
        [.. (await desk.Console.ItemsAsync()).EnumerateArray()
            .Where(item => item.GetProperty("PK").GetString()!.StartsWith("JOB#", StringComparison.Ordinal) && item.GetProperty("eventId").GetString() == desk.EventId)
            .Select(item => item.GetProperty("sends").GetInt32())];
}
