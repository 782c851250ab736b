using ServerlessRef.Shared.Load;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>Entries of one event keep the order in which clients know them, whatever becomes of those who give the places.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class WaitlistOrderTests(FaultyCloud cloud)
{
    [Theory(Timeout = 240_000)]
    [InlineData("Waitlist", "dynamodb", "UpdateItem", "after", "kill")]
    [InlineData("Waitlist", "dynamodb", "TransactWriteItems", "after", "kill")]
    [InlineData("Waitlist", "runtime", "Response", "before", "kill")]
    [InlineData("Api", "sqs", "SendMessage", "before", "fail")]
    public async Task WhoJoinedBefore_ComesBefore_WhateverFails(string function, string service, string action, string when, string kind)
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address, seats: 1);
        await desk.RegisterAsync();
        (string, object)[] answer = kind == "fail" ? [("code", "AccessDenied"), ("status", 400)] : [];
        await desk.FaultsAsync(Desk.Rule(function, service, action, when, kind, answer));

        for (var person = 0; person < 4; person++)
        {
            await JoinAsync(desk);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => JoinAsync(desk)));
        await ServiceWait.UntilAsync(async () => (await desk.Console.StruckAsync())[0] == 1);
        var verdict = await desk.VerdictAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal((9, 9), (verdict.Accepted, verdict.Done));
    }

    [Fact(Timeout = 240_000)]
    public async Task ALineThatIsHeldUp_HoldsUpNoOther()
    {
        using var held = await Desk.OpenAsync(cloud.Process.Address, seats: 1);
        using var free = await Desk.OpenAsync(cloud.Process.Address, seats: 1);
        await Task.WhenAll(held.RegisterAsync(), free.RegisterAsync());
        await held.FaultsAsync(Desk.Rule("Waitlist", "dynamodb", "TransactWriteItems", "before", "hang"));
        await JoinAsync(held);
        await ServiceWait.UntilAsync(async () => (await held.Console.StruckAsync())[0] == 1);

        var entry = await JoinAsync(free);
        await free.UntilAsync(entry, "waiting");

        Assert.Empty((await held.VerdictAsync()).Violations);
    }

    [Fact(Timeout = 240_000)]
    public async Task ASeatGivenBackWhileSomebodyWaits_IsKept_AndNobodyElseGetsIt()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address, seats: 1);
        var seat = await desk.RegisterAsync();
        await JoinAsync(desk);
        await ServiceWait.UntilAsync(async () => new WaitlistBooks(await desk.Console.ItemsAsync()).IsWaiting(desk.EventId));

        await desk.Clients.CancelAsync(seat);

        Assert.Equal("event-full", (await desk.RegisterAsync()).Refusal);
        Assert.Empty((await desk.VerdictAsync()).Violations);
    }

    private static Task<LedgerEntry> JoinAsync(Desk desk)
    {
        var key = desk.Key();
        return desk.Clients.JoinAsync(desk.EventId, key, $"{key}@example.org");
    }
}
