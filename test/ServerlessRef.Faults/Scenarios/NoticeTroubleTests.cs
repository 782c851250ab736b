using ServerlessRef.Shared.Load;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>Notices: whatever strikes the functions on their way, each change is told at least once, and without a fault once.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class NoticeTroubleTests(FaultyCloud cloud)
{
    /// <summary>Longer than the lease on a notice, as Lambda's minute is.</summary>
    private const int AsyncRetryMilliseconds = 8_000;

    private const int Seats = 3;

    [Fact(Timeout = 240_000)]
    public async Task KillsAndTroubleOfEveryCall_LeaveEachChangeToldAtLeastOnce()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address, Seats);
        var holders = await Task.WhenAll(Enumerable.Range(0, Seats).Select(_ => desk.RegisterAsync()));
        await ToldAsync(desk, 1);
        var (line, seat, entry) = await LineAsync(desk);

        await FaultsAsync(
            desk,
            Desk.Rule("Changes", "runtime", "Response", "before", "kill"),
            Desk.Rule("Changes", "dynamodb", "*", "before", "kill", ("nth", 4)),
            Desk.Rule("Notify", "dynamodb", "UpdateItem", "before", "kill"),
            Desk.Rule("Notify", "sns", "Publish", "before", "throttle"),
            Desk.Rule("Notify", "sns", "Publish", "after", "drop", ("nth", 2)),
            Desk.Rule("Notify", "sns", "Publish", "after", "kill", ("nth", 4)),
            Desk.Rule("Notify", "runtime", "Response", "before", "kill"));
        await Task.WhenAll([.. holders.Select(holder => desk.Clients.CancelAsync(holder)), desk.Clients.CancelAsync(seat)]);
        await Task.WhenAll(Enumerable.Range(0, Seats).Select(_ => desk.RegisterAsync()));
        await ServiceWait.UntilAsync(async () => (await desk.Console.StruckAsync()).All(struck => struck > 0));
        await desk.Console.SetFaultsAsync(Plan());
        await ServiceWait.UntilAsync(async () =>
        {
            await desk.Console.RedriveAsync("NotificationsGivenUp");
            await desk.Console.RedriveAsync("NotificationsSkipped");
            return await desk.Console.MessagesAsync() == 0 && await desk.Console.UnderWayAsync() == 0;
        });
        await ToldAsync(desk, 5);
        await ServiceWait.UntilAsync(async () => await desk.Clients.LookAsync(entry) == "offered");

        var verdict = await desk.VerdictAsync();
        Assert.Empty(verdict.Violations);
        Assert.Contains($"seat-freed/{seat.Id}", await desk.NoticesAsync(line));
    }

    [Fact(Timeout = 240_000)]
    public async Task WithoutAFault_EachChangeIsToldOnce_HoweverOftenItIsDelivered()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address, Seats);
        await desk.Console.SetFaultsAsync(new Dictionary<string, object>
        {
            ["deliveries"] = new Dictionary<string, object> { ["duplicate"] = 1, ["delayMs"] = 500, ["hops"] = new[] { "stream", "target" } },
            // Nobody dies here, and a slow machine may come close to it: of the two retries of whoever comes while another delivery is at work, the last
            // comes when its lease is over, so that nothing is given up.
            ["asyncRetryMs"] = 3_000,
        });

        var holders = await Task.WhenAll(Enumerable.Range(0, Seats).Select(_ => desk.RegisterAsync()));
        await ToldAsync(desk, 1);
        await Task.WhenAll(holders.Select(holder => desk.Clients.CancelAsync(holder)));
        await ToldAsync(desk, 1 + Seats);

        Assert.Empty((await desk.VerdictAsync()).Violations);
        Assert.Equal(1 + Seats, (await desk.NoticesAsync(desk.EventId)).Count);
    }

    /// <summary>The runbook's "What a hop gave up", each of its queues in turn, and that of covers.</summary>
    [Fact(Timeout = 300_000)]
    public async Task WhatEveryHopGaveUp_WaitsInItsQueue_AndARedriveBringsIt()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address, Seats);
        var holders = await Task.WhenAll(Enumerable.Range(0, Seats).Select(_ => desk.RegisterAsync()));
        await ToldAsync(desk, 1);
        var (_, seat, entry) = await LineAsync(desk);
        var cover = Fails("Thumbnail", "dynamodb", "UpdateItem");

        await FaultsAsync(desk, cover, Fails(null, "events", "PutEvents"));
        await desk.UploadAsync();
        await desk.Clients.CancelAsync(holders[0]);
        await GivenUpAsync(desk, "NotificationsSkipped");

        await FaultsAsync(desk, cover, Fails(null, "events", "InvokeTarget"));
        await Task.WhenAll(desk.Clients.CancelAsync(holders[1]), desk.Clients.CancelAsync(seat));

        // Both: one that is still being tried when the next fault comes would be given up there, perhaps after the redrive.
        await GivenUpAsync(desk, "NotificationsUndelivered", 2);
        await GivenUpAsync(desk, "PromotionsUnstarted");

        await FaultsAsync(desk, 100, cover, Fails("Notify", "sns", "Publish"));
        await desk.Clients.CancelAsync(holders[2]);
        await GivenUpAsync(desk, "NotificationsGivenUp");
        await GivenUpAsync(desk, "CoversUploadsDeadLetters");

        await desk.Console.SetFaultsAsync(Plan());
        foreach (var queue in new[] { "NotificationsSkipped", "NotificationsUndelivered", "PromotionsUnstarted", "NotificationsGivenUp", "CoversUploadsDeadLetters" })
        {
            Assert.InRange(await desk.Console.RedriveAsync(queue), 1, 3);
        }

        await ServiceWait.UntilAsync(async () => await desk.Clients.LookAsync(entry) == "offered");
        await ToldAsync(desk, 1 + Seats);
        var verdict = await desk.VerdictAsync();
        Assert.Empty(verdict.Violations);
        Assert.Equal(1, verdict.Covers);
    }

    private static Dictionary<string, object> Fails(string? function, string service, string action)
    {
        var rule = Desk.Rule(function ?? "", service, action, "before", "fail", ("probability", 1), ("code", "InternalError"), ("status", 500));
        if (function is null)
        {
            rule.Remove("function");
        }

        return rule;
    }

    private static Task FaultsAsync(Desk desk, params Dictionary<string, object>[] rules) => FaultsAsync(desk, AsyncRetryMilliseconds, rules);

    private static Task FaultsAsync(Desk desk, int retryMilliseconds, params Dictionary<string, object>[] rules) =>
        desk.Console.SetFaultsAsync(Plan(retryMilliseconds, rules));

    private static Dictionary<string, object> Plan(int retryMilliseconds = AsyncRetryMilliseconds, params Dictionary<string, object>[] rules) =>
        new() { ["seed"] = 1, ["rules"] = rules, ["asyncRetryMs"] = retryMilliseconds };

    private static Task GivenUpAsync(Desk desk, string queue, int messages = 1) => ServiceWait.UntilAsync(async () => await desk.Console.MessagesAsync(queue) >= messages);

    private static Task ToldAsync(Desk desk, int different) => ServiceWait.UntilAsync(async () => (await desk.NoticesAsync(desk.EventId)).Distinct().Count() >= different);

    // An event of one seat, its holder, and somebody who waits for it. That it is full is told: whatever is told of it from now on, the caller causes.
    private static async Task<(string EventId, LedgerEntry Seat, LedgerEntry Waiting)> LineAsync(Desk desk)
    {
        var eventId = await desk.CreateEventAsync(1);
        var key = desk.Key();
        var seat = await desk.Clients.RegisterAsync(eventId, key, $"{key}@example.org");
        var entry = await desk.JoinAsync(eventId);
        Assert.NotNull(entry.Id);
        await ServiceWait.UntilAsync(async () => await desk.Clients.LookAsync(entry) == "waiting");
        await ServiceWait.UntilAsync(async () => (await desk.NoticesAsync(eventId)).Count > 0);
        return (eventId, seat, entry);
    }
}
