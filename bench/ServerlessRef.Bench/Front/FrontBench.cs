using System.Diagnostics;
using ServerlessRef.Bench.Measuring;
using ServerlessRef.LocalCloud.Faults;

namespace ServerlessRef.Bench.Front;

/// <summary>What the front of the local cloud costs a call, and what being able to inject faults costs the front.</summary>
internal sealed class FrontBench : IBench
{
    private const int Calls = 1_000;
    private const int AtOnce = 8;

    public string Name => "front";

    public async Task<BenchReport> RunAsync(int rounds, Action<string> progress)
    {
        await using var without = await FrontUnderTest.StartAsync(faults: null);
        await using var with = await FrontUnderTest.StartAsync(FaultPlan.Empty);
        var variants = new (string Name, Func<Task<IReadOnlyDictionary<string, double>>> Measure)[]
        {
            ("the engine itself", () => MeasureAsync(without, direct: true)),
            ("through the front", () => MeasureAsync(without, direct: false)),
            ("through the front, with an empty fault plan", () => MeasureAsync(with, direct: false)),
        };
        var tables = await Interleaved.RunAsync(variants, warmups: 3, rounds, progress);
        return new BenchReport(
            "What the front costs a call",
            $"{Calls} PutItem and {Calls} GetItem calls of one kilobyte, {AtOnce} at once, against the table engine itself, through the front as `up` starts it, and through one that was started with an empty plan (`--faults`). One HTTP client for all, client, front and engine on the same cores.",
            tables,
            ["The front reads each call, checks it against the caller's policies, locks its item, passes it on and records it."]);
    }

    private static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(FrontUnderTest front, bool direct) => new Dictionary<string, double>
    {
        ["PutItem calls a second"] = await MeasureAsync(number => front.PutAsync(number, direct)),
        ["GetItem calls a second"] = await MeasureAsync(number => front.GetAsync(number, direct)),
    };

    private static async Task<double> MeasureAsync(Func<int, Task> call)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, Calls), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await call(number));
        return Calls / watch.Elapsed.TotalSeconds;
    }
}
