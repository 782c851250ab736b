using ServerlessRef.Bench.Measuring;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Bench.Local;

/// <summary>Sign-ups the local cloud answers a second, with the functions as JIT and as native code.</summary>
internal sealed class LocalBench : IBench
{
    private const int People = 2_000;
    private const int Seats = 400;

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
                $"{People} people for {Seats} seats, every tenth of them clicking twice, 64 at once: through the edge, the gateway, the functions' processes, the front and the engines, all on the same cores as the clients. Each round ends with every ticket issued, an export, and the books compared.",
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
        using var client = new ServiceClient(address);
        var verdict = await new SignUpBurst(client, Random.Shared.Next(), People, Seats).RunAsync(_ => { });
        if (verdict.Violations.Count > 0)
        {
            throw new InvalidOperationException($"The books do not agree: {string.Join("; ", verdict.Violations)}");
        }

        progress($"{verdict.Sent} answers in {verdict.SignUpTime.TotalSeconds:F1} s");
        return new Dictionary<string, double>
        {
            ["sign-ups answered a second"] = verdict.Sent / verdict.SignUpTime.TotalSeconds,
            ["accepted sign-ups a second"] = verdict.Confirmed / verdict.SignUpTime.TotalSeconds,
        };
    }
}
