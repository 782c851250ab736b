using ServerlessRef.FaultPlans.Cloud;

namespace ServerlessRef.FaultPlans.Plans;

/// <summary>Runs a plan: load and rain, then neither, then time until nothing is left to do, then the verdict.</summary>
internal static class PlanRun
{
    private const double RainProbability = 0.05;
    private const double DuplicateProbability = 0.05;
    private const int ReplaysAtTheEnd = 25;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    // A message lives at most five receives of three minutes, a job in the sweeper's hands a few more rounds.
    private static readonly TimeSpan QuietLimit = TimeSpan.FromHours(4);

    public static Task<PlanResult> RunAsync(Uri engine, Plan plan, Variant variant = Variant.Sound) => SimulatedCloud.RunAsync(
        engine,
        new CloudOptions { Seed = plan.Seed, Rain = RainProbability, RainLasts = plan.RainLasts, Duplicates = DuplicateProbability, Variant = variant },
        cloud => RunAsync(cloud, plan));

    private static async Task<PlanResult> RunAsync(SimulatedCloud cloud, Plan plan)
    {
        var begin = cloud.Time.Now;
        var ledger = new Ledger(cloud);
        var clients = new Clients(cloud, ledger);
        await clients.CreateEventsAsync(Plan.Capacities);
        cloud.Start();
        await Task.WhenAll(plan.Operations.Select(async operation =>
        {
            await cloud.Time.DelayAsync(operation.At);
            await clients.RunAsync(operation);
        }));
        while ((!cloud.IsQuiet || cloud.Time.Now < begin + plan.RainLasts) && cloud.Time.Now < begin + plan.RainLasts + QuietLimit)
        {
            await cloud.Time.DelayAsync(Look);
        }

        foreach (var operation in ledger.AcceptedJobs.Values.Take(ReplaysAtTheEnd).ToList())
        {
            await clients.ReplayAsync(operation);
        }

        var verdict = new Verdict(cloud, ledger);
        await verdict.CheckAsync();
        return new PlanResult(
            cloud.Journal.Violations, ledger.AcceptedJobs.Count, ledger.Refused, ledger.Unanswered, verdict.Done, verdict.Failed, cloud.Calls.Count, cloud.Time.Now - begin);
    }
}
