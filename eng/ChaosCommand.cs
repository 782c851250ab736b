using System.Diagnostics;
using System.Globalization;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Dev;

/// <summary>A local cloud of its own under load while faults rain; then the faults end, the queues drain and the books are compared.</summary>
internal static class ChaosCommand
{
    /// <summary>Of the worker; a redelivery then takes 12 s and not 3 minutes. JIT code starts a second or more, when all of a machine's cores are at work much more.</summary>
    private const int TimeoutSeconds = 10;
    private const int JitTimeoutSeconds = 25;

    /// <summary>How long somebody who waits has for an answer: some answer in time, some do not.</summary>
    private const int OfferSeconds = 15;

    /// <summary>Processes of one function: those that hang must not be all there are.</summary>
    private const int Environments = 16;
    private const int JitEnvironments = 6;

    private static readonly TimeSpan RetryWait = TimeSpan.FromMilliseconds(200);

    // The sweeper sends a job that had bad luck again after up to 15 minutes.
    private static readonly TimeSpan DrainPatience = TimeSpan.FromMinutes(20);

    public static async Task<int> RunAsync(Options options)
    {
        var seed = options.Number("--seed", Environment.TickCount & int.MaxValue, 0, int.MaxValue);
        var minutes = options.Number("--minutes", 2, 1, 600);
        var jobs = options.Number("--jobs", 5_000 * minutes, 1, 10_000_000);

        // More than a machine can bear ends in timeouts, each of which costs a start of another process.
        var people = options.Number("--clients", 48, 1, 1_000);

        // What is deployed is what is tried, where this machine can build it; a killed process is also replaced much sooner.
        var native = !options.Has("--jit") && await Tools.EnsureNativeToolChainAsync();
        var built = await UpCommand.BuildAsync(native, new Dictionary<string, string> { ["mailFrom"] = "tickets@example.org" });
        using var assembly = AssemblyCopy.Create(built).WithTimes(native ? TimeoutSeconds : JitTimeoutSeconds).WithOffers(OfferSeconds);
        var plan = Repo.At("artifacts", "chaos", "plan.json");
        Directory.CreateDirectory(Path.GetDirectoryName(plan)!);
        await File.WriteAllTextAsync(plan, ChaosPlan.Write(seed, minutes, jobs));
        Report.Say($"chaos --seed {seed} --minutes {minutes} --jobs {jobs} --clients {people}, functions as {(native ? "native" : "JIT")} code; the plan is artifacts/chaos/plan.json");

        var (host, address) = await LocalCloudHost.StartAsync(assembly.Folder, 0, persist: null, debug: null, plan, native ? Environments : JitEnvironments);
        await using (host)
        {
            using var client = new ServiceClient(address);
            return await RunAsync(client, new LocalConsoleClient(client), seed, minutes, jobs, people);
        }
    }

    private static async Task<int> RunAsync(ServiceClient client, LocalConsoleClient console, int seed, int minutes, int jobs, int people)
    {
        var ledger = new AcknowledgementLedger();
        var clients = new LedgerClient(client, ledger, RetryWait);
        var organiser = await client.SignInAsync("organiser@example.org");
        var watch = Stopwatch.StartNew();
        await new ChaosLoad(clients, organiser, seed, jobs, TimeSpan.FromMinutes(minutes), people).RunAsync(line => Report.Say($"  {line}"));
        var struck = (await console.StruckAsync()).Sum();
        var loaded = watch.Elapsed;

        await console.SetFaultsAsync(new Dictionary<string, object>());
        var drained = await DrainAsync(console);
        var verdict = await console.JudgeAsync(ledger);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {struck} faults in {loaded.TotalMinutes:F1} minutes, drained after {(watch.Elapsed - loaded).TotalMinutes:F1} more{(drained ? "" : " (not at its end)")}"));
        Console.WriteLine(verdict.ToTable());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict.Covers} covers posted, {verdict.Superfluous} pictures left of replaced ones; {verdict.Promoted} seats went to the line; {verdict.ToldAgain} notices came more than once; {verdict.Mailed} tickets were mailed"));
        Console.WriteLine($"of the failed ones {verdict.Failed - verdict.GivenUp} belong to cancelled registrations, {verdict.GivenUp} were given up after their last delivery");
        foreach (var violation in verdict.Violations.Take(20))
        {
            Console.WriteLine($"BROKEN  {violation}");
        }

        Console.WriteLine(verdict.Violations.Count == 0 ? "every promise held" : $"{verdict.Violations.Count} promises broken; `dotnet dev.cs chaos --seed {seed} --minutes {minutes} --jobs {jobs} --clients {people}` runs this again");
        return verdict.Violations.Count == 0 ? 0 : 1;
    }

    private static Task<bool> DrainAsync(LocalConsoleClient console)
    {
        var last = Stopwatch.StartNew();
        Report.Say("  the faults have ended; draining");
        return console.DrainAsync(DrainPatience, line =>
        {
            if (last.Elapsed > TimeSpan.FromSeconds(10))
            {
                Report.Say($"  {line}");
                last.Restart();
            }
        }, offersEnd: true, redrive: true);
    }
}
