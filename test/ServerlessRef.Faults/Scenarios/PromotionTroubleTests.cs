using System.Net;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>Kept seats are passed on, whatever comes between the workflow and the line.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class PromotionTroubleTests(FaultyCloud cloud)
{
    [Fact(Timeout = 240_000)]
    public async Task AnAnswerGivenBeforeTheWorkflowWaitsForIt_IsToldByTheFunctionThatComesTooLate()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address, seats: 1);
        var seat = await desk.RegisterAsync();
        var entry = await desk.JoinAsync();

        // An update takes the promotion, a transaction offers it, an update leaves the token at the entry. The transaction is held until the other rule is
        // there: counted from the start, the first update might be the schedule's, of a seat that an earlier scenario keeps.
        await desk.FaultsAsync(Desk.Rule("Promotion", "dynamodb", "TransactWriteItems", "before", "hang", ("times", 1_000)));
        await desk.Clients.CancelAsync(seat);
        await ServiceWait.UntilAsync(async () => (await desk.Console.StruckAsync())[0] > 0);
        await desk.FaultsAsync(Desk.Rule("Promotion", "dynamodb", "UpdateItem", "before", "hang", ("times", 1_000)));
        await desk.UntilAsync(entry, "offered");
        await ServiceWait.UntilAsync(async () => (await desk.Console.StruckAsync())[0] > 0);
        var accepted = await desk.AcceptAsync(entry);
        await desk.FaultsAsync();
        await desk.UntilAsync(entry, "promoted");

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
        var entry = await desk.JoinAsync();
        entry.CancellationAsked = true;
        await ServiceClient.RetryAsync(() => desk.Service.LeaveAsync(desk.EventId, entry.Id!, entry.CancellationToken!, Desk.Viewer), () => { });

        await Task.WhenAll(holders.Select(holder => desk.Clients.CancelAsync(holder)));
        await ServiceWait.UntilAsync(async () => (await desk.Service.GetAsync($"v1/events/{desk.EventId}")).Json.GetProperty("seatsLeft").GetInt32() == Seats);

        Assert.Empty((await desk.VerdictAsync()).Violations);
    }

    private static async Task<List<string>> CallsAsync(Desk desk) =>
        [.. (await desk.Service.GetAsync("_local/calls?count=1000")).Json.GetProperty("calls").EnumerateArray()
            .Select(call => $"{call.GetProperty("action").GetString()} by {call.GetProperty("functionName").GetString()}")];
}
