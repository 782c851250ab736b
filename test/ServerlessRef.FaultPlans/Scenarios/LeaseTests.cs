using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.Functions.Hosting;

namespace ServerlessRef.FaultPlans.Scenarios;

/// <summary>Scenarios 7 and 14: workers that write after their lease went to another, and clocks that disagree.</summary>
public sealed class LeaseTests(TableEngine engine) : IClassFixture<TableEngine>
{
    private static readonly TimeSpan MoreThanALease = SimulatedCloud.Lease + TimeSpan.FromSeconds(1);

    [Fact(Timeout = 120_000)]
    public Task AZombieThatIssuesATicket_IsShutOutByTheFence() => ZombieAsync(desk => desk.SignUpAsync(1), "TransactWriteItems");

    [Theory(Timeout = 120_000)]
    [InlineData("PutObject")]
    [InlineData("UpdateItem")]
    public Task AZombieThatWritesADocument_IsShutOutByTheFence(string frozenAt) => ZombieAsync(desk => desk.ExportAsync(1), frozenAt);

    [Theory(Timeout = 120_000)]
    [InlineData(0, 90)]
    [InlineData(0, -90)]
    [InlineData(90, 0)]
    [InlineData(-90, 0)]
    [InlineData(90, -90)]
    [InlineData(-90, 90)]
    public Task TwoWorkersWhoseClocksDisagree_IssueOneTicket(int firstAhead, int secondAhead) => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        await desk.SignUpAsync(1);
        FreezeOnce(desk, "first", "TransactWriteItems", TimeSpan.FromSeconds(30));

        var first = desk.Cloud.WorkAsync("first", desk.OnlyJob(), TimeSpan.FromSeconds(firstAhead));
        await desk.Cloud.Time.DelayAsync(TimeSpan.FromSeconds(10));
        var second = desk.Cloud.WorkAsync("second", desk.OnlyJob(), TimeSpan.FromSeconds(secondAhead));
        var outcomes = await Task.WhenAll(first, second);

        Assert.Single(outcomes, outcome => outcome == MessageOutcome.Acknowledged);
        desk.Cloud.Start();
        Assert.Equal(1, (await desk.EndAsync()).Done);
    });

    [Fact(Timeout = 120_000)]
    public Task NoRowThatIsAtWork_CarriesATimeToLive() => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        await desk.SignUpAsync(1);
        await desk.ExportAsync(2);
        FreezeOnce(desk, "first", "PutObject", TimeSpan.FromSeconds(30));
        var work = desk.Cloud.WorkAsync("first", desk.Ledger.AcceptedJobs.Keys.Last());
        await desk.Cloud.Time.DelayAsync(TimeSpan.FromSeconds(10));

        AssertNothingAtWorkExpires(await desk.Cloud.ScanAsync());

        await work;
        desk.Cloud.Start();
        await desk.EndAsync();
        AssertNothingAtWorkExpires(await desk.Cloud.ScanAsync());
    });

    /// <summary>Jobs and events never expire; what holds a name or a mail address does, when its event has long begun and gives no more seats.</summary>
    private static void AssertNothingAtWorkExpires(IReadOnlyCollection<Dictionary<string, AttributeValue>> items)
    {
        var begun = items.Where(item => item.ContainsKey("startsAt")).Max(item => DateTimeOffset.Parse(item["startsAt"].S, CultureInfo.InvariantCulture));

        Assert.All(items.Where(item => item["SK"].S is "META" or "POOL"), item => Assert.DoesNotContain("expiresAt", item.Keys));
        Assert.All(
            items.Where(item => item["SK"].S is not ("META" or "POOL")),
            item => Assert.True(DateTimeOffset.FromUnixTimeSeconds(long.Parse(item["expiresAt"].N, CultureInfo.InvariantCulture)) > begun));
    }

    private Task ZombieAsync(Func<Desk, Task> accept, string frozenAt) => Desk.RunAsync(engine.Endpoint, async desk =>
    {
        await accept(desk);

        // The second UpdateItem: the first is the claim.
        FreezeOnce(desk, "zombie", frozenAt, 2 * MoreThanALease, skip: frozenAt == "UpdateItem" ? 1 : 0);
        var zombie = desk.Cloud.WorkAsync("zombie", desk.OnlyJob());
        await desk.Cloud.Time.DelayAsync(MoreThanALease);

        Assert.Equal(MessageOutcome.Acknowledged, await desk.Cloud.WorkAsync("heir", desk.OnlyJob()));
        Assert.False(zombie.IsCompleted);
        Assert.Equal(MessageOutcome.Failed, await zombie);
        Assert.Equal(1, desk.Cloud.Journal.EndsOf(desk.OnlyJob()));
        desk.Cloud.Start();
        Assert.Equal(1, (await desk.EndAsync()).Done);
    });

    private static void FreezeOnce(Desk desk, string actor, string action, TimeSpan duration, int skip = 0)
    {
        desk.Cloud.Calls.FreezeFor = duration;
        desk.Cloud.Rain.Chosen = (who, called) => who.Name == actor && called == action && skip-- == 0 ? Fault.Freeze : Fault.None;
    }
}
