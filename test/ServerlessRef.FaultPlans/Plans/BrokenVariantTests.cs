using ServerlessRef.FaultPlans.Cloud;
using Xunit.Abstractions;

namespace ServerlessRef.FaultPlans.Plans;

/// <summary>The harness can fail: each way to break the design is found, by the promise it breaks.</summary>
public sealed class BrokenVariantTests(TableEngine engine, ITestOutputHelper output) : IClassFixture<TableEngine>
{
    private const int Operations = 120;

    // Until the third event is full, and has a line.
    private const int CrowdedOperations = 250;
    private const int Seeds = 8;

    [Theory(Timeout = 600_000)]
    [InlineData(nameof(Variant.ReplyBeforeSend), "before its job")]
    [InlineData(nameof(Variant.RetryAnsweredFromTheRow), "before its job")]
    [InlineData(nameof(Variant.ClaimWithoutLease), "is written again as RUNNING")]
    [InlineData(nameof(Variant.UnfencedWrite), "is written again as DONE")]
    [InlineData(nameof(Variant.NoPartialFailures), "was deleted while what it stands for was unfinished")]
    [InlineData(nameof(Variant.SweeperOff), "is still PENDING")]
    [InlineData(nameof(Variant.NonTransactionalSeat), "confirmed registrations")]
    [InlineData(nameof(Variant.SeatWithoutCondition), "is oversold")]
    [InlineData(nameof(Variant.OtherPoolsUnseen), "was said to be full")]
    [InlineData(nameof(Variant.LineOutOfOrder), "asked, and has place", CrowdedOperations)]
    [InlineData(nameof(Variant.SeatFreedBesideTheLine), "was given to everybody while", CrowdedOperations)]
    [InlineData(nameof(Variant.OfferKeepsThePlace), "has a place in the line, and not both", CrowdedOperations)]
    [InlineData(nameof(Variant.ToldBeforePublished), "was never told", CrowdedOperations)]
    [InlineData(nameof(Variant.PipeDropsFailedBatch), "was never told", CrowdedOperations)]
    [InlineData(nameof(Variant.TimeoutWithdrawsNothing), "is still open", CrowdedOperations)]
    [InlineData(nameof(Variant.SeatsUnattended), "is still open", CrowdedOperations)]
    public async Task ABrokenVariant_IsCaught(string variant, string violation, int operations = Operations)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var result = await PlanRun.RunAsync(engine.Endpoint, Plan.Make(seed, operations), Enum.Parse<Variant>(variant));
            output.WriteLine($"{variant}, seed {seed}: {result}");
            if (result.Violations.FirstOrDefault(found => found.Contains(violation, StringComparison.Ordinal)) is { } found)
            {
                output.WriteLine(found);
                return;
            }
        }

        Assert.Fail($"{variant} went through {Seeds} plans unseen.");
    }

    [Fact(Timeout = 600_000)]
    public async Task ASoundDesign_PassesThePlansThatCatchTheBrokenOnes()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            Assert.Empty((await PlanRun.RunAsync(engine.Endpoint, Plan.Make(seed, Operations))).Violations);
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task AKeptSeat_WhoseStartIsLost_IsPassedOnAllTheSame()
    {
        var result = await PlanRun.RunAsync(engine.Endpoint, Plan.Make(1, CrowdedOperations), Variant.StartsLost);

        Assert.Empty(result.Violations);
        Assert.True(result.Offers > 0, result.ToString());
    }

    [Fact(Timeout = 600_000)]
    public async Task AFailingPlan_IsShrunkAndStillFails()
    {
        async Task<bool> FailsAsync(Plan part) => (await PlanRun.RunAsync(engine.Endpoint, part, Variant.ReplyBeforeSend)).Violations.Count > 0;

        var shorter = await PlanShrinker.ShrinkAsync(Plan.Make(1, 32), FailsAsync);

        Assert.InRange(shorter.Operations.Count, 1, 2);
        Assert.True(await FailsAsync(shorter));
    }

    [Fact(Timeout = 600_000)]
    public async Task ASeed_LeadsToOneCourseOfEvents()
    {
        var first = await PlanRun.RunAsync(engine.Endpoint, Plan.Make(11, Operations));
        var second = await PlanRun.RunAsync(engine.Endpoint, Plan.Make(11, Operations));

        Assert.Equal(first.ToString(), second.ToString());
    }
}
