using ServerlessRef.FaultPlans.Cloud;

namespace ServerlessRef.FaultPlans.Plans;

/// <summary>Runs a plan: load and rain, then neither, then time until nothing is left to do, then the verdict.</summary>
internal static class PlanRun
{
    private const double DuplicateProbability = 0.05;
    private const int ReplaysAtTheEnd = 25;

    public static Task<PlanResult> RunAsync(Uri engine, Plan plan, Variant variant = Variant.Sound) => SimulatedCloud.RunAsync(
        engine,
        new CloudOptions { Seed = plan.Seed, Rain = plan.Rain, RainLasts = plan.RainLasts, Duplicates = DuplicateProbability, Variant = variant },
        cloud => RunAsync(cloud, plan));

    private static async Task<PlanResult> RunAsync(SimulatedCloud cloud, Plan plan)
    {
        var begin = cloud.Time.Now;
        var ledger = new Ledger(cloud);
        var clients = new Clients(cloud, ledger);
        await clients.CreateEventsAsync(Plan.Capacities);
        cloud.Start();
        var rain = cloud.Time.DelayAsync(plan.RainLasts);
        await Task.WhenAll(plan.Operations.Select(async operation =>
        {
            await cloud.Time.DelayAsync(operation.At);
            await clients.RunAsync(operation);
        }));
        await rain;
        await cloud.QuietAsync();
        var redriven = await cloud.RedriveAsync();
        if (redriven > 0)
        {
            await cloud.QuietAsync();
        }

        foreach (var operation in ledger.AcceptedJobs.Values.Take(ReplaysAtTheEnd).ToList())
        {
            await clients.ReplayAsync(operation);
        }

        foreach (var place in ledger.Places.All.Take(ReplaysAtTheEnd).ToList())
        {
            await clients.ReplayAsync(place.Joined);
        }

        var verdict = new Verdict(cloud, ledger);
        await verdict.CheckAsync();
        return new PlanResult(
            cloud.Journal.Violations,
            ledger.AcceptedJobs.Count,
            ledger.Refused,
            ledger.Unanswered,
            verdict.Done,
            verdict.Failed,
            ledger.Places.All.Count,
            cloud.Journal.Line.Offers,
            verdict.Promoted,
            cloud.Notices.Told,
            redriven,
            cloud.Calls.Count,
            cloud.Time.Now - begin);
    }
}
