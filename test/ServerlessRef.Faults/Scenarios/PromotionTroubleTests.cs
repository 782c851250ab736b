using System.Net;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>Kept seats are passed on, whatever comes between the workflow and the line.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class PromotionTroubleTests(FaultyCloud cloud)
{
    private const string Viewer = "10.8.8.8";

    [Fact(Timeout = 240_000)]
    public async Task AnAnswerGivenBeforeTheWorkflowWaitsForIt_IsToldByTheFunctionThatComesTooLate()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address, seats: 1);
        var seat = await desk.RegisterAsync();
        var entry = await JoinAsync(desk);

        // The first update takes the promotion; those after it leave the token at the entry.
        await desk.FaultsAsync(Desk.Rule("Promotion", "dynamodb", "UpdateItem", "before", "hang", ("nth", 2), ("times", 1_000)));
        await desk.Clients.CancelAsync(seat);
        await UntilAsync(desk, entry, "offered");
        await ServiceWait.UntilAsync(async () => (await desk.Console.StruckAsync())[0] > 0);
        var accepted = await ServiceClient.RetryAsync(() => desk.Service.AcceptOfferAsync(desk.EventId, entry.Id!, entry.CancellationToken!, desk.Key(), Viewer), () => { });
        await desk.FaultsAsync();
        await UntilAsync(desk, entry, "promoted");

        Assert.Equal(HttpStatusCode.OK, accepted.Status);
        Assert.Contains("states:SendTaskSuccess by Promotion", await CallsAsync(desk));
        Assert.Empty((await desk.VerdictAsync()).Violations);
    }

    [Fact(Timeout = 240_000)]
    public async Task SeatsOfSeveralPoolsThatNobodyWaitsFor_AreEverybodysAgain()
    {
        const int Seats = 2 * FaultyCloud.SeatsPerPool;
        using var desk = await Desk.OpenAsync(cloud.Process.Address, Seats);
        var holders = await Task.WhenAll(Enumerable.Range(0, Seats).Select(_ => desk.RegisterAsync()));
        var entry = await JoinAsync(desk);
        entry.CancellationAsked = true;
        await ServiceClient.RetryAsync(() => desk.Service.LeaveAsync(desk.EventId, entry.Id!, entry.CancellationToken!, Viewer), () => { });

        await Task.WhenAll(holders.Select(holder => desk.Clients.CancelAsync(holder)));
        await ServiceWait.UntilAsync(async () => (await desk.Service.GetAsync($"v1/events/{desk.EventId}")).Json.GetProperty("seatsLeft").GetInt32() == Seats);

        Assert.Empty((await desk.VerdictAsync()).Violations);
    }

    private static async Task<List<string>> CallsAsync(Desk desk) =>
        [.. (await desk.Service.GetAsync("_local/calls?count=200")).Json.GetProperty("calls").EnumerateArray()
            .Select(call => $"{call.GetProperty("action").GetString()} by {call.GetProperty("functionName").GetString()}")];

    private static async Task<LedgerEntry> JoinAsync(Desk desk)
    {
        var key = desk.Key();
        var entry = await desk.Clients.JoinAsync(desk.EventId, key, $"{key}@example.org");
        await UntilAsync(desk, entry, "waiting");
        return entry;
    }

    private static Task UntilAsync(Desk desk, LedgerEntry entry, string status) => ServiceWait.UntilAsync(async () =>
        await desk.Service.GetWaitlistEntryAsync(desk.EventId, entry.Id!, entry.CancellationToken!, Viewer) is { Status: HttpStatusCode.OK } answer
        && answer.Json.GetProperty("status").GetString() == status);
}
