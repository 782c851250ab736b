using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Fuzz.Oracles;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>Lanes send their requests side by side, round by round; after each round the state must be what accepted requests account for.</summary>
/// <param name="name">Tells worlds of several runs against one cloud apart.</param>
/// <param name="damage">A double around the service that does something wrong; null: the service itself.</param>
/// <param name="laneCount">Clients side by side.</param>
internal sealed class FuzzRun(Uri address, Ledger ledger, string name, Func<IExchange, IExchange>? damage = null, int laneCount = 6)
{
    private const int RoundLength = 40;
    private const int MostKinds = 8;

    /// <summary>Far below the rate rule's 2,000 in five minutes, which stays in force.</summary>
    private const int RequestsOfOneAddress = 200;

    private static int _runs = 100;

    private readonly int _number = Interlocked.Increment(ref _runs);
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private int _sent;

    public async Task<FuzzReport> RunAsync(int seed, int requests)
    {
        var watch = Stopwatch.StartNew();
        using var client = new ServiceClient(address);
        var document = ApiDocument.Parse((await client.GetAsync("_local/openapi.json")).Body);
        var worlds = await WorldsAsync(client);
        var raw = new RawExchange(address, Viewer);
        var target = new Target(document, damage?.Invoke(raw) ?? raw, ledger, new LocalConsoleClient(client), client, Oracles(worlds));
        await target.UnexplainedAsync();
        var offersAccepted = ledger.Line.OffersAccepted;

        // A lane's requests depend on the seed and the lane alone; what a line has come to, which some of them name, on the moment.
        var lanes = worlds.Skip(1).Index().Select(lane => (World: lane.Item, Requests: RequestGenerator.Make(document, (ulong)((seed * 100) + lane.Index), requests / laneCount))).ToList();
        var findings = new List<Finding>();
        for (var done = 0; done < requests / laneCount && !IsEnough(findings); done += RoundLength)
        {
            var rows = target.Rows.ToLookup(row => row.Partition);
            lanes.ForEach(lane => lane.World.Look(rows, ledger));
            findings.AddRange(await RoundAsync(target, [.. lanes.Select(lane => lane.Requests.Skip(done).Take(RoundLength).Select(lane.World.Fill).ToList())]));
        }

        // A broken service may leave what never comes to rest.
        if (damage is null && await target.SettledAsync() is { Count: > 0 } unsettled)
        {
            findings.Add(await StateChange.FindAsync(target, [], unsettled));
        }

        return new FuzzReport(seed, lanes.Sum(lane => lane.Requests.Count), ledger.Accepted, ledger.Line.OffersAccepted - offersAccepted, _answers, await ShrunkAsync(target, findings), watch.Elapsed);
    }

    /// <summary>A changed state makes all that follows doubtful; other findings are gathered, for one run to show more than one fault.</summary>
    private static bool IsEnough(IReadOnlyList<Finding> findings) =>
        findings.Any(found => found.Oracle == StateChange.Name) || findings.DistinctBy(Kind).Count() >= MostKinds;

    private static (string, string) Kind(Finding found) => (found.Oracle, found.Violation[..Math.Min(40, found.Violation.Length)]);

    private IReadOnlyList<IOracle> Oracles(IReadOnlyList<World> worlds) =>
        [new NoServerError(), new DocumentedStatus(), new DocumentedBody(), new RequiredHeaders(), new OnlyTheHolder(ledger), new Secrecy([.. worlds.SelectMany(world => world.Private).Distinct()])];

    private async Task<IReadOnlyList<World>> WorldsAsync(ServiceClient client)
    {
        var stranger = await World.CreateAsync(client, ledger, $"{name}-stranger", null);
        var lanes = Enumerable.Range(0, laneCount).Select(lane => World.CreateAsync(client, ledger, string.Create(CultureInfo.InvariantCulture, $"{name}-lane-{lane}"), stranger));
        return [stranger, .. await Task.WhenAll(lanes)];
    }

    private string Viewer()
    {
        var number = Interlocked.Increment(ref _sent) / RequestsOfOneAddress;
        return string.Create(CultureInfo.InvariantCulture, $"10.{_number}.{number / 250}.{(number % 250) + 1}");
    }

    private async Task<IReadOnlyList<Finding>> RoundAsync(Target target, IReadOnlyList<IReadOnlyList<FuzzRequest>> lanes)
    {
        var findings = new ConcurrentQueue<Finding>();
        var refused = new ConcurrentQueue<FuzzRequest>();
        await Task.WhenAll(lanes.Select(async lane =>
        {
            foreach (var request in lane)
            {
                var (answer, found) = await target.SendAsync(request);
                _answers.AddOrUpdate($"{answer.Status} {answer.Problem ?? answer.ContentType ?? "-"}", 1, (_, count) => count + 1);
                found.ToList().ForEach(findings.Enqueue);
                if (answer.Status >= 400)
                {
                    refused.Enqueue(request);
                }
            }
        }));

        var unexplained = await target.UnexplainedAsync();
        return unexplained.Count == 0 ? [.. findings] : [.. findings, await StateChange.FindAsync(target, [.. refused], unexplained)];
    }

    private static async Task<IReadOnlyList<Finding>> ShrunkAsync(Target target, IReadOnlyList<Finding> findings)
    {
        var shrunk = new List<Finding>();

        // One of each kind: a fault that many requests show is one fault.
        foreach (var finding in findings.DistinctBy(Kind).Take(MostKinds))
        {
            shrunk.Add(await RequestShrinker.ShrinkAsync(finding, async request => finding.Oracle == StateChange.Name
                ? await StateChange.TryAsync(target, request)
                : (await target.SendAsync(request)).Findings.FirstOrDefault(found => found.Oracle == finding.Oracle)));
        }

        return shrunk;
    }
}
