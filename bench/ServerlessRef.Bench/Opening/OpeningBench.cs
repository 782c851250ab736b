using System.Globalization;
using ServerlessRef.Bench.Measuring;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Bench.Opening;

/// <summary>Sign-ups a second for one event, by the number of its pools: in a model of DynamoDB's limits, and in the local cloud.</summary>
internal sealed class OpeningBench : IBench
{
    private const int AskedASecond = 2_000;
    private const int ModelSeconds = 60;
    private const int People = 400;

    // The default of the setting seatsPerPool: this many times 1, 2, 4 … seats are as many pools.
    private const int SeatsPerPool = 500;

    private static readonly int[] Pools = [1, 2, 4, 8, 16];
    private static readonly double[] Windows = [0.005, 0.010, 0.025];

    public string Name => "opening";

    public async Task<BenchReport> RunAsync(int rounds, Action<string> progress)
    {
        await using var cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings(RepositoryFiles.At("artifacts", "local", "cdk.out")));
        var seed = 0;
        var tables = await Interleaved.RunAsync(
            [.. Pools.Select(pools => (pools == 1 ? "1 pool" : $"{pools} pools", (Func<Task<IReadOnlyDictionary<string, double>>>)(() => MeasureAsync(cloud.Address, pools, ++seed, progress))))],
            warmups: 1,
            rounds,
            progress);
        return new BenchReport(
            "Sign-ups a second for one event, by its number of pools",
            $"Model: {AskedASecond} people a second want a seat, for {ModelSeconds} s; 1,000 write units a second and partition key, 40,000 for the table, and a transaction keeps others from its counter for 5, 10 or 25 ms. Local cloud: {People} people, 64 at once, one event with seats for all; each round ends with every ticket issued, an export, and the books compared.",
            tables,
            [
                "The window is an assumption: AWS publishes that transactions conflict, not for how long one holds its items. Everything else of the model is published, or the service's own code (attempts and waits).",
                "A refused request is one that met a conflict or a throttle in each of 8 attempts: 503 with Retry-After, and its client comes again. The model does not send it again.",
                "The local cloud has no such limits: a transaction waits for its items instead of being refused, and the engine, the functions and the clients share the machine's processors.",
            ]);
    }

    private static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(Uri address, int pools, int seed, Action<string> progress)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var window in Windows)
        {
            var outcome = OpeningModel.Run(new OpeningLimits { ConflictWindow = window }, pools, AskedASecond, ModelSeconds, seed);
            var model = string.Create(CultureInfo.InvariantCulture, $"model, {window * 1_000:F0} ms");
            values[$"{model}: accepted a second"] = outcome.AcceptedASecond;
            values[$"{model}: refused a second"] = outcome.RefusedASecond;
            values[$"{model}: requests tried again, %"] = outcome.RetriedShare * 100;
        }

        using var client = new ServiceClient(address);
        var verdict = await new SignUpBurst(client, Random.Shared.Next(), People, SeatsPerPool * pools).RunAsync(_ => { });
        if (verdict.Violations.Count > 0)
        {
            throw new InvalidOperationException($"The books do not agree: {string.Join("; ", verdict.Violations)}");
        }

        progress($"{pools} pools: {verdict.Confirmed} accepted in {verdict.SignUpTime.TotalSeconds:F1} s");
        var latencies = new Series("", [.. verdict.Latencies.Select(latency => latency.TotalMilliseconds)]);
        values["local cloud: accepted a second"] = verdict.Confirmed / verdict.SignUpTime.TotalSeconds;
        values["local cloud: refused a second"] = verdict.Retries / verdict.SignUpTime.TotalSeconds;
        values["local cloud: median of an answer, ms"] = latencies.Median;
        values["local cloud: 99th percentile of an answer, ms"] = latencies.Quantile(0.99);
        return values;
    }
}
