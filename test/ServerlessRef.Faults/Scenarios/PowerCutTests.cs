using System.Net;
using System.Text.Json;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>13 and 17: the whole local cloud killed, under load and between the writes of a transaction, and started again on what it kept.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class PowerCutTests : IDisposable
{
    private const int ClientsUnderLoad = 12;

    private static readonly TimeSpan RetryWait = TimeSpan.FromMilliseconds(500);

    private readonly AssemblyCopy _assembly = FaultyCloud.Assembly();
    private readonly DirectoryInfo _kept = Directory.CreateTempSubdirectory("serverlessref-kept-");
    private readonly string _plan = FaultyCloud.EmptyPlan();

    public void Dispose()
    {
        _assembly.Dispose();
        _kept.Delete(recursive: true);
        File.Delete(_plan);
    }

    [Fact(Timeout = 300_000)]
    public async Task KilledUnderLoad_AndStartedAgain_KeepsWhatItAccepted()
    {
        var ledger = new AcknowledgementLedger();
        var cloud = await StartAsync(port: 0);
        var port = cloud.Address.Port;
        using var desk = await Desk.OpenAsync(cloud.Address, seats: 10_000);
        var clients = new LedgerClient(desk.Service, ledger, RetryWait);
        using var end = new CancellationTokenSource();
        var load = Enumerable.Range(0, ClientsUnderLoad).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                var key = desk.Key();
                await clients.RegisterAsync(desk.EventId, key, $"{key}@example.org", attempts: 240);
            }
        })).ToList();

        await ServiceWait.UntilAsync(() => Task.FromResult(ledger.Accepted >= 60));
        await cloud.KillAsync();
        var acceptedBefore = ledger.Accepted;
        await cloud.DisposeAsync();
        await using var again = await StartAsync(port);
        await ServiceWait.UntilAsync(() => Task.FromResult(ledger.Accepted >= acceptedBefore + 60));
        await end.CancelAsync();
        await Task.WhenAll(load);

        await desk.Console.SetFaultsAsync(new Dictionary<string, object> { ["clockOffsets"] = new Dictionary<string, int> { ["Sweeper"] = 3_600 } });
        Assert.True(await desk.Console.DrainAsync(TimeSpan.FromSeconds(100)));
        var verdict = await desk.Console.JudgeAsync(ledger, afterPowerCut: true);
        Assert.Empty(verdict.Violations);
        Assert.Equal(verdict.Accepted, verdict.Done);
    }

    [Fact(Timeout = 300_000)]
    public async Task KilledBetweenTwoWritesOfATransaction_KeepsAllOfItOrNothing()
    {
        // Of its two engine calls: none, one, the other, both were written when the end came.
        Dictionary<string, object>[][] crashes =
        [
            [Engine("UpdateItem", "before", "crash"), Engine("BatchWriteItem", "before", "delay", 5_000)],
            [Engine("UpdateItem", "after", "crash"), Engine("BatchWriteItem", "before", "delay", 5_000)],
            [Engine("BatchWriteItem", "after", "crash"), Engine("UpdateItem", "before", "delay", 5_000)],
            [Engine("UpdateItem", "after", "delay", 500), Engine("BatchWriteItem", "after", "delay", 500), Engine("UpdateItem", "after", "crash")],
        ];
        var cloud = await StartAsync(port: 0);
        var port = cloud.Address.Port;
        using var desk = await Desk.OpenAsync(cloud.Address);
        var (before, half) = (0, new List<string>());
        foreach (var crash in crashes)
        {
            // A worker's transaction has engine calls as well: the first ones from here on are to be the registration's.
            Assert.True(await desk.Console.DrainAsync(TimeSpan.FromSeconds(100)));
            await desk.FaultsAsync(crash);
            var key = desk.Key();
            await desk.Clients.RegisterAsync(desk.EventId, key, $"{key}@example.org", attempts: 1);
            await cloud.Exited.WaitAsync(TimeSpan.FromMinutes(2));
            await cloud.DisposeAsync();

            cloud = await StartAsync(port);
            half.AddRange(HalfWritten(await desk.Console.ItemsAsync(), desk.EventId));

            // Whatever became of it: the same key now gets its seat, once.
            Assert.NotNull((await desk.Clients.RegisterAsync(desk.EventId, key, $"{key}@example.org")).Id);
            before++;
        }

        var verdict = await desk.VerdictAsync(afterPowerCut: true);
        await cloud.DisposeAsync();
        Assert.Empty(half);
        Assert.Empty(verdict.Violations);
        Assert.Equal((before, before), (verdict.Accepted, verdict.Done));
    }

    [Fact(Timeout = 300_000)]
    public async Task KilledWhileASeatIsOffered_AndStartedAgain_PassesItOn()
    {
        var cloud = await StartAsync(port: 0);
        var port = cloud.Address.Port;
        using var desk = await Desk.OpenAsync(cloud.Address, seats: 1);
        var seat = await desk.RegisterAsync();
        var entry = await desk.JoinAsync();
        await desk.Clients.CancelAsync(seat);
        await desk.UntilAsync(entry, "offered");
        await cloud.KillAsync();
        await cloud.DisposeAsync();

        // The workflow that made the offer is gone, and with it whoever waits for the answer to its token.
        await using var again = await StartAsync(port);
        var accepted = await desk.AcceptAsync(entry);
        await desk.Console.SetFaultsAsync(new Dictionary<string, object> { ["clockOffsets"] = new Dictionary<string, int> { ["Promotion"] = 600 } });
        await desk.Console.ReconcileAsync();
        await desk.UntilAsync(entry, "promoted");

        Assert.Equal(HttpStatusCode.OK, accepted.Status);
        Assert.Empty((await desk.VerdictAsync(afterPowerCut: true)).Violations);
    }

    private static Dictionary<string, object> Engine(string action, string when, string kind, int? milliseconds = null)
    {
        var rule = Desk.Rule("", "engine", action, when, kind);
        rule.Remove("function");
        if (milliseconds is { } ms)
        {
            rule["ms"] = ms;
        }

        return rule;
    }

    // A registration is four items: a seat, a row, a mail guard, a job.
    private static IEnumerable<string> HalfWritten(JsonElement items, string eventId)
    {
        var rows = EventRows.Of(items, eventId);
        var (seats, registrations, mails) = (rows.SeatsTaken, rows.Registrations.Count, rows.MailGuards.Count);
        var jobs = items.EnumerateArray().Count(item => item.GetProperty("PK").GetString()!.StartsWith("JOB#", StringComparison.Ordinal) && item.GetProperty("eventId").GetString() == eventId);
        return seats == registrations && registrations == mails && mails == jobs ? [] : [$"{seats} seats, {registrations} registrations, {mails} mails, {jobs} jobs"];
    }

    private Task<LocalCloudProcess> StartAsync(int port) =>
        LocalCloudProcess.StartAsync(new LocalCloudSettings(_assembly.Folder, _kept.FullName, Port: port, Faults: _plan));
}
