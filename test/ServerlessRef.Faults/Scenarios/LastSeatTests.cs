using ServerlessRef.Shared.Load;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>15: the last seats wanted by fifty at once while others give theirs back, with replies getting lost.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class LastSeatTests(FaultyCloud cloud)
{
    private const int Wanting = 50;

    [Theory(Timeout = 180_000)]
    [InlineData(FaultyCloud.SeatsPerPool, 1)]
    [InlineData(10, 3)]
    public async Task LastSeats_AreNeverSoldTwice_WhileCancellationsComeIn(int seats, int pools)
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address, seats);
        await desk.FaultsAsync();
        var holders = await Task.WhenAll(Enumerable.Range(0, seats).Select(_ => desk.RegisterAsync()));
        await desk.FaultsAsync(
            Desk.Rule("Api", "dynamodb", "TransactWriteItems", "after", "drop", ("probability", 0.15)),
            Desk.Rule("Api", "dynamodb", "TransactWriteItems", "before", "fail", ("code", "InternalServerError"), ("probability", 0.1)));

        await Task.WhenAll([
            .. holders.Select(holder => desk.Clients.CancelAsync(holder)),
            .. Enumerable.Range(0, Wanting).Select(_ => desk.RegisterAsync()),
        ]);

        var verdict = await desk.VerdictAsync();
        Assert.Empty(verdict.Violations);
        Assert.Equal(pools, EventRows.Of(await desk.Console.ItemsAsync(), desk.EventId).Pools.Count);
        Assert.Equal(seats + Wanting, verdict.Accepted + verdict.Refused);
        Assert.All(holders, holder => Assert.True(holder.CancellationConfirmed));
        Assert.All(desk.Ledger.Entries.Where(entry => entry.Id is null), entry => Assert.Equal("event-full", entry.Refusal));
    }
}
