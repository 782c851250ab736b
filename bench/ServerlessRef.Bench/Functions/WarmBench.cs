using System.Diagnostics;
using System.Globalization;
using ServerlessRef.Bench.Measuring;

namespace ServerlessRef.Bench.Functions;

/// <summary>What an invocation costs once the function runs, and whether its memory stays where it is.</summary>
internal sealed class WarmBench : IBench
{
    private const int WarmUp = 200;
    private const int Measured = 1_000;
    private const int Throttled = 500;

    // A long run takes some twenty seconds for each variant: resident sets hardly differ between runs.
    private const int MostLongRuns = 3;

    private static readonly int[] Milestones = [1_000, 5_000, 10_000, 20_000];

    public string Name => "warm";

    public async Task<BenchReport> RunAsync(int rounds, Action<string> progress)
    {
        await using var cloud = await BenchCloud.StartAsync();
        var (variants, leftOut) = FunctionVariants.ForWarmPath();
        var (quota, reason) = CpuQuota.TryCreate();
        using var held = quota;
        var speed = await Interleaved.RunAsync(
            [.. variants.Select(variant => (variant.Name, (Func<Task<IReadOnlyDictionary<string, double>>>)(() => MeasureAsync(variant, cloud, quota))))],
            warmups: 1,
            rounds,
            progress);
        var memory = await Interleaved.RunAsync(
            [.. variants.Select(variant => (variant.Name, (Func<Task<IReadOnlyDictionary<string, double>>>)(() => MeasureMemoryAsync(variant, cloud))))],
            warmups: 0,
            Math.Min(rounds, MostLongRuns),
            line => progress($"long run, {line}"));
        return new BenchReport(
            "What a warm invocation costs",
            string.Create(CultureInfo.InvariantCulture, $"{Measured:N0} events one after the other, each as soon as the one before is answered, after {WarmUp} that do not count; each a PutItem and a GetItem over TLS. Then {Milestones[^1]:N0} in one process, for its memory."),
            [.. speed, .. memory],
            [
                .. leftOut,
                "Invocations a second include what the bench's own servers take, the same for all; CPU is the function's process alone.",
                reason is null
                    ? string.Create(CultureInfo.InvariantCulture, $"At {CpuQuota.Share:F3} vCPU: {Throttled} more, with the share of a processor that a function of 512 MB has. There the function's own work decides, as it does on Lambda.")
                    : $"No throttled rows: this process may not make a control group ({reason})",
            ]);
    }

    private static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(FunctionVariant variant, BenchCloud cloud, CpuQuota? quota)
    {
        await using var function = await FunctionProcess.StartAsync(variant, cloud);
        var before = await InvokeAsync(function, WarmUp, 0);
        var started = Stopwatch.GetTimestamp();
        var after = await InvokeAsync(function, Measured, WarmUp);
        var seconds = Stopwatch.GetElapsedTime(started, after[^1].Moment.Timestamp).TotalSeconds;
        CheckCalls(variant, cloud, WarmUp + Measured);

        var latencies = new Series(variant.Name, [.. after.Select(answer => answer.Latency.TotalMilliseconds)]);
        var values = new Dictionary<string, double>
        {
            ["invocations a second"] = Measured / seconds,
            ["median, ms"] = latencies.Median,
            ["99th percentile, ms"] = latencies.Quantile(0.99),
            ["CPU an invocation, µs"] = (after[^1].Moment.Use!.Cpu - before[^1].Moment.Use!.Cpu).TotalMicroseconds / Measured,
        };
        if (Allocated(before, WarmUp - 1) is { } earlier && Allocated(after, WarmUp + Measured - 1) is { } later)
        {
            values["allocated an invocation, KB"] = (later - earlier) / 1024.0 / Measured;
        }

        if (quota is not null)
        {
            quota.Hold(function.Id);
            var from = Stopwatch.GetTimestamp();
            var throttled = await InvokeAsync(function, Throttled, WarmUp + Measured);
            values["invocations a second at 0.289 vCPU"] = Throttled / Stopwatch.GetElapsedTime(from, throttled[^1].Moment.Timestamp).TotalSeconds;
            CheckCalls(variant, cloud, Throttled);
        }

        return values;
    }

    private static async Task<IReadOnlyDictionary<string, double>> MeasureMemoryAsync(FunctionVariant variant, BenchCloud cloud)
    {
        await using var function = await FunctionProcess.StartAsync(variant, cloud);
        var values = new Dictionary<string, double>();
        var done = 0;
        foreach (var milestone in Milestones)
        {
            var answers = await InvokeAsync(function, milestone - done, done);
            done = milestone;
            values[string.Create(CultureInfo.InvariantCulture, $"resident after {milestone:N0} invocations, MB")] = answers[^1].Moment.Use!.Resident / 1048576.0;
        }

        return values;
    }

    private static void CheckCalls(FunctionVariant variant, BenchCloud cloud, int events)
    {
        var made = cloud.Table.TakeCounts();
        if (made.Puts != events || made.Gets != events)
        {
            throw new InvalidOperationException($"{variant.Name} made {made} calls for {events} events.");
        }
    }

    /// <summary>The last event of a batch asks for the function's memory.</summary>
    private static async Task<IReadOnlyList<Answer>> InvokeAsync(FunctionProcess function, int count, int first)
    {
        var answers = await function.InvokeAsync([.. Enumerable.Range(first, count).Select(number => InvocationEvent.Create(Id(number), withMemory: number == first + count - 1))]);
        for (var index = 0; index < count; index++)
        {
            InvocationEvent.Check(Id(first + index), answers[index].Body);
        }

        return answers;
    }

    private static long? Allocated(IReadOnlyList<Answer> answers, int last) => InvocationEvent.Check(Id(last), answers[^1].Body);

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"EVENT#{number:D8}");
}
