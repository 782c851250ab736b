using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.FaultPlans.Plans;

namespace ServerlessRef.FaultPlans.Scenarios;

/// <summary>What the scenarios share: a cloud with an event, clients and a ledger; at the end all is quiet and the promise holds.</summary>
internal sealed class Desk(SimulatedCloud cloud)
{
    private Ledger? _ledger;
    private Clients? _clients;

    public SimulatedCloud Cloud { get; } = cloud;

    public Ledger Ledger => _ledger ??= new Ledger(Cloud);

    public Clients Clients => _clients ??= new Clients(Cloud, Ledger);

    public static Task RunAsync(Uri engine, Func<Desk, Task> scenario, CloudOptions? options = null, int seats = 1000) =>
        SimulatedCloud.RunAsync(engine, options ?? new CloudOptions { Seed = 1 }, async cloud =>
        {
            var desk = new Desk(cloud);
            await desk.Clients.CreateEventsAsync([seats]);
            await scenario(desk);
            return true;
        });

    public Task SignUpAsync(int key, int? person = null, int patience = 3) =>
        Clients.RunAsync(new Operation.SignUp(key, TimeSpan.Zero, patience, 0, key, person ?? key));

    public Task ExportAsync(int key, string type = "attendee-export", int patience = 3) =>
        Clients.RunAsync(new Operation.Export(key, TimeSpan.Zero, patience, 0, key, type));

    /// <summary>Lets all end, and checks the promise.</summary>
    public async Task<Verdict> EndAsync()
    {
        await Cloud.QuietAsync();
        var verdict = new Verdict(Cloud, Ledger);
        await verdict.CheckAsync();
        Assert.Empty(Cloud.Journal.Violations);
        return verdict;
    }

    /// <summary>The id of the only job.</summary>
    public string OnlyJob() => Assert.Single(Ledger.AcceptedJobs.Keys);
}
