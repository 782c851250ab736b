using System.Globalization;
using ServerlessRef.Bench.Measuring;

namespace ServerlessRef.Bench.Functions;

/// <summary>From the start of a function's process to its first answer, as Lambda would see it.</summary>
internal sealed class ColdBench : IBench
{
    public const string Sum = "INIT + first invocation, ms";
    public const string Init = "INIT, ms";
    public const string First = "first invocation, ms";

    public string Name => "cold";

    public async Task<BenchReport> RunAsync(int rounds, Action<string> progress)
    {
        await using var cloud = await BenchCloud.StartAsync();
        var (quota, reason) = CpuQuota.TryCreate();
        using (quota)
        {
            var (variants, leftOut) = FunctionVariants.ForColdStart(cloud.Trust.SystemBundle is not null);
            var tables = await Interleaved.RunAsync(
                [.. variants.Select(variant => (variant.Name, (Func<Task<IReadOnlyDictionary<string, double>>>)(() => MeasureAsync(variant, cloud, quota))))],
                warmups: 2,
                rounds,
                progress);
            return new BenchReport(
                "From nothing to the first answer",
                "A process is started, asks the Runtime API for its first event (INIT ends), gets one, writes an item, reads it and answers. Runtime API and table are served by the bench on 127.0.0.1; the table over TLS with a chain of root, intermediate and leaf, RSA 2048. Each sample is a process of its own. The C program makes the same two signed calls and nothing else.",
                tables,
                [.. leftOut, reason is null
                    ? string.Create(CultureInfo.InvariantCulture, $"Throttled: after INIT the process gets {CpuQuota.Share:F3} of a processor, as a function of 512 MB does, in periods of 20 ms.")
                    : $"No throttled rows: this process may not make a control group ({reason})"],
                Chart(tables));
        }
    }

    private static Chart Chart(IReadOnlyList<BenchTable> tables)
    {
        var init = tables.Single(table => table.Quantity == Init).Series;
        var first = tables.Single(table => table.Quantity == First).Series;
        return new Chart(
            "cold-start.svg",
            "Process start to first answer: PutItem and GetItem over TLS",
            "ms",
            [.. init.Zip(first, (i, f) => new ChartBar(i.Variant, [("INIT", i.Median), ("first invocation", f.Median)]))]);
    }

    private static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(FunctionVariant variant, BenchCloud cloud, CpuQuota? quota)
    {
        var (init, first, use) = await StartAsync(variant, cloud, quota: null);
        var values = new Dictionary<string, double>
        {
            [Sum] = (init + first).TotalMilliseconds,
            [Init] = init.TotalMilliseconds,
            [First] = first.TotalMilliseconds,
            ["CPU until the first answer, ms"] = use.Cpu.TotalMilliseconds,
            ["largest resident set, MB"] = use.LargestResident / 1048576.0,
        };
        if (quota is not null)
        {
            values["first invocation at 0.289 vCPU, ms"] = (await StartAsync(variant, cloud, quota)).First.TotalMilliseconds;
        }

        return values;
    }

    private static async Task<(TimeSpan Init, TimeSpan First, ProcessUse Use)> StartAsync(FunctionVariant variant, BenchCloud cloud, CpuQuota? quota)
    {
        await using var function = await FunctionProcess.StartAsync(variant, cloud);
        quota?.Hold(function.Id);
        const string Id = "EVENT#first";
        var answer = (await function.InvokeAsync([InvocationEvent.Create(Id, withMemory: false)]))[0];
        InvocationEvent.Check(Id, answer.Body);
        var expected = (Puts: 1, Gets: 1, Prewarms: variant.Prewarms ? 1 : 0);
        var made = cloud.Table.TakeCounts();
        return made == expected
            ? (function.Init, answer.Latency, answer.Moment.Use!)
            : throw new InvalidOperationException($"{variant.Name} made {made} calls, not {expected}.");
    }
}
