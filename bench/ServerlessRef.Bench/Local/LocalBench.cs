using ServerlessRef.Bench.Measuring;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Bench.Local;

/// <summary>Sign-ups the local cloud answers a second, with the functions as JIT and as native code.</summary>
internal sealed class LocalBench : IBench
{
    // Most are refused: the opening minute of an event everybody wants.
    private static readonly Mix Few = new("few seats", People: 2_000, Seats: 400);

    // Nobody is refused, and the pools are the two a thousand seats have.
    private static readonly Mix Enough = new("seats for all", People: 800, Seats: 1_000);

    public string Name => "local";

    public async Task<BenchReport> RunAsync(int rounds, Action<string> progress)
    {
        var clouds = new List<(string Name, LocalCloudProcess Process)>();
        try
        {
            List<(string Name, Func<Task<IReadOnlyDictionary<string, double>>> Measure)> variants = [];
            foreach (var (name, assembly) in new[] { ("functions as JIT code", "cdk.out"), ("functions as native code", "native.cdk.out") })
            {
                var folder = RepositoryFiles.At("artifacts", "local", assembly);
                if (Directory.Exists(folder))
                {
                    var process = await LocalCloudProcess.StartAsync(new LocalCloudSettings(folder));
                    clouds.Add((name, process));
                    variants.Add((name, () => MeasureAsync(process.Address, progress)));
                }
            }

            var tables = await Interleaved.RunAsync(variants, warmups: 2, rounds, progress);
            return new BenchReport(
                "Sign-ups the local cloud answers a second",
                $"{Few.Name}: {Few.People} people for {Few.Seats} seats; {Enough.Name}: {Enough.People} for {Enough.Seats}. Every tenth clicks twice, 64 at once: through the edge, the gateway, the functions' processes, the front and the engines, all on the same cores as the clients. Each round ends with every ticket issued, an export, and the books compared.",
                tables,
                []);
        }
        finally
        {
            foreach (var (_, process) in clouds)
            {
                await process.DisposeAsync();
            }
        }
    }

    private static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(Uri address, Action<string> progress)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var mix in new[] { Few, Enough })
        {
            using var client = new ServiceClient(address);
            var verdict = await new SignUpBurst(client, Random.Shared.Next(), mix.People, mix.Seats).RunAsync(_ => { });
            if (verdict.Violations.Count > 0)
            {
                throw new InvalidOperationException($"The books do not agree: {string.Join("; ", verdict.Violations)}");
            }

            progress($"{mix.Name}: {verdict.Sent} answers in {verdict.SignUpTime.TotalSeconds:F1} s");
            var latencies = new Series(mix.Name, [.. verdict.Latencies.Select(latency => latency.TotalMilliseconds)]);
            values[$"{mix.Name}: sign-ups answered a second"] = verdict.Sent / verdict.SignUpTime.TotalSeconds;
            values[$"{mix.Name}: accepted sign-ups a second"] = verdict.Confirmed / verdict.SignUpTime.TotalSeconds;
            values[$"{mix.Name}: median of an answer, ms"] = latencies.Median;
            values[$"{mix.Name}: 99th percentile of an answer, ms"] = latencies.Quantile(0.99);
        }

        return values;
    }

    private sealed record Mix(string Name, int People, int Seats);
}
