using System.Globalization;
using System.Text;
using System.Text.Json;
using ServerlessRef.Bench.Measuring;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Shared;

namespace ServerlessRef.Bench.Scaling;

/// <summary>How throughput, waiting and cost of jobs grow with load: computed from what AWS publishes and from what `bench warm` measured.</summary>
internal sealed class ScalingBench : IBench
{
    private const int BaseJobsPerSecond = 10;
    private const int Minutes = 10;
    private const int Backlog = 100_000;
    private const double Megabytes = 512;

    // UpdateItem and TransactWriteItems, one after the other: DynamoDB promises single-digit milliseconds for the first
    // (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html); for the second nothing is published.
    private const double WaitSeconds = 0.005 + 0.015;

    private static readonly int[] Loads = [1, 3, 10, 30, 100];
    private static readonly int[] BatchSizes = [1, 5, 10, 100];
    private static readonly int[] AtOnce = [1, 5, 10];

    public string Name => "scaling";

    public Task<BenchReport> RunAsync(int rounds, Action<string> progress)
    {
        var profile = new JobProfile(CpuSeconds(), WaitSeconds, Megabytes);
        var body = new StringBuilder();
        AppendLoads(body, profile);
        AppendBatches(body, profile);
        AppendCeilings(body, profile);
        return Task.FromResult(new BenchReport(
            "Throughput and cost of jobs",
            Invariant($"Simulated in steps of 10 ms: ticket jobs arrive evenly for {Minutes} minutes after a quiet time; {BaseJobsPerSecond} a second is 1×. A job is {1e6 * profile.CpuSeconds:F0} µs of CPU (measured: an invocation of `bench warm`), which {Megabytes} MB give in {1e3 * profile.ThrottledCpuSeconds:F1} ms, and {1e3 * WaitSeconds:F0} ms of waiting for the table's two answers (assumed). Prices of us-east-1, November 2026."),
            [],
            [],
            Body: body.ToString(),
            Document: "scaling.md"));
    }

    private static WorkerSettings Shipped => new(JobBatch.Size, JobBatch.AtOnce, JobBatch.MaximumConcurrency);

    private static void AppendLoads(StringBuilder body, JobProfile profile)
    {
        body.Append(Invariant($"As shipped: batches of {Shipped.BatchSize}, {Shipped.AtOnce} at once, at most {Shipped.MaximumConcurrency} invocations. Age: from a job's arrival in the queue to its end.\n\n| load | jobs/s offered | jobs/s done | age p50, s | age p99, s | invocations at a time | held back by | $ a million jobs | table writes/s, with the sign-ups |\n|---|---|---|---|---|---|---|---|---|\n"));
        foreach (var load in Loads)
        {
            var offered = load * BaseJobsPerSecond;
            var result = new JobFlow(profile, Shipped).Run(offered, Minutes * 60);
            body.Append(Invariant($"| {load}× | {offered} | {result.Throughput:F0} | {result.MedianAge:F2} | {result.HighAge:F2} | {result.Concurrency} | {result.Limit} | {result.Dollars:F2} | {offered * (JobProfile.WriteUnits + JobProfile.SignUpWriteUnits):N0} |\n"));
        }

        body.Append('\n');
    }

    private static void AppendBatches(StringBuilder body, JobProfile profile)
    {
        body.Append(Invariant($"By batch size and messages at once, for {Backlog:N0} jobs that lie in the queue at once (full batches), and for 10× (a batch is what arrived since the last one):\n\n| batch | at once | backlog: jobs/s | invocations, million | GB-s, million jobs | queue requests, million | $ a million jobs | at 10×: age p99, s | $ a million jobs |\n|---|---|---|---|---|---|---|---|---|\n"));
        foreach (var size in BatchSizes)
        {
            foreach (var atOnce in AtOnce.Where(lanes => lanes <= size))
            {
                var settings = new WorkerSettings(size, atOnce, JobBatch.MaximumConcurrency);
                var backlog = new JobFlow(profile, settings).Run(Backlog, 1);
                var steady = new JobFlow(profile, settings).Run(10 * BaseJobsPerSecond, Minutes * 60);
                body.Append(Invariant($"| {size} | {atOnce} | {backlog.Throughput:F0} | {backlog.Invocations / 1e6:F2} | {backlog.GigabyteSeconds:N0} | {backlog.QueueRequests / 1e6:F2} | {backlog.Dollars:F2} | {steady.HighAge:F2} | {steady.Dollars:F2} |\n"));
            }
        }

        body.Append('\n');
    }

    private static void AppendCeilings(StringBuilder body, JobProfile profile)
    {
        (string What, double PerSecond)[] ceilings =
        [
            ("one pool of an event: the partition of its items (2 of a sign-up's 4 items, 2 units each)", PublishedLimits.PartitionWriteUnits / (2 * 2.0)),
            ("a new table: sign-ups and their jobs", PublishedLimits.TableWriteUnits / (double)(JobProfile.WriteUnits + JobProfile.SignUpWriteUnits)),
            ("a new table: jobs alone", PublishedLimits.TableWriteUnits / (double)JobProfile.WriteUnits),
            (Invariant($"the worker: {Shipped.MaximumConcurrency} invocations of {Shipped.BatchSize}, {Shipped.AtOnce} at once"), Shipped.MaximumConcurrency * Shipped.BatchSize / profile.BatchSeconds(Shipped.BatchSize, Shipped.AtOnce)),
            ("API Gateway: requests", PublishedLimits.GatewayRequests),
            (Invariant($"messages in flight: {PublishedLimits.MessagesInFlight:N0}, each for a batch's time"), PublishedLimits.MessagesInFlight / profile.BatchSeconds(Shipped.BatchSize, Shipped.AtOnce)),
        ];
        body.Append("| what comes first | a second |\n|---|---|\n");
        foreach (var (what, perSecond) in ceilings.OrderBy(ceiling => ceiling.PerSecond))
        {
            body.Append(Invariant($"| {what} | {perSecond:N0} |\n"));
        }

        body.Append('\n');
    }

    private static double CpuSeconds()
    {
        using var warm = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.At("bench", "results", "warm.json")));
        var samples = warm.RootElement.GetProperty("quantities").GetProperty("CPU an invocation, µs").GetProperty("native (as deployed)").EnumerateArray().Select(sample => sample.GetDouble()).ToArray();
        return new Series("", samples).Median / 1e6;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
