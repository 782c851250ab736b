using System.Net;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>3: one key, many times at the same moment.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class SameKeyTests(FaultyCloud cloud)
{
    [Fact(Timeout = 180_000)]
    public async Task TwentyRequestsOfOneKey_TakeOneSeat_AndHearTheSame()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        var key = desk.Key();

        var told = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.Clients.RegisterAsync(desk.EventId, key, "one@example.org")));

        var verdict = await desk.VerdictAsync();
        Assert.Empty(verdict.Violations);
        Assert.NotNull(Assert.Single(told.Select(entry => entry.Id).Distinct()));
        Assert.Equal(1, await SeatsTakenAsync(desk));
    }

    [Fact(Timeout = 180_000)]
    public async Task TheSameKey_WithAnotherPayload_IsRefusedAndChangesNothing()
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        var key = desk.Key();
        await desk.Clients.RegisterAsync(desk.EventId, key, "one@example.org");

        var other = await desk.Service.RegisterAsync(desk.EventId, key, "Person", "other@example.org", "10.0.0.9");

        var verdict = await desk.VerdictAsync();
        Assert.Equal((HttpStatusCode.Conflict, "idempotency-key-reused"), (other.Status, other.Problem));
        Assert.Empty(verdict.Violations);
        Assert.Equal(1, await SeatsTakenAsync(desk));
    }

    private static async Task<int> SeatsTakenAsync(Desk desk) =>
        EventRows.Of(await desk.Console.ItemsAsync(), desk.EventId).SeatsTaken;
}
