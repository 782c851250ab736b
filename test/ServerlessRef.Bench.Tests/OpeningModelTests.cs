using ServerlessRef.Bench.Opening;

namespace ServerlessRef.Bench.Tests;

/// <summary>Each limit of the model holds by itself, and it counts everybody.</summary>
public sealed class OpeningModelTests
{
    private static readonly OpeningLimits NoConflicts = new() { ConflictWindow = 0 };

    // A second's worth of units is there at the beginning, so a minute gives a sixtieth more.
    private const double Minute = 60;
    private const double Begin = 61.0 / 60;

    [Fact]
    public void ASeed_LeadsToOneRun()
    {
        Assert.Equal(Run(new OpeningLimits(), pools: 4, asked: 500, seed: 7), Run(new OpeningLimits(), pools: 4, asked: 500, seed: 7));
        Assert.NotEqual(Run(new OpeningLimits(), pools: 4, asked: 500, seed: 7), Run(new OpeningLimits(), pools: 4, asked: 500, seed: 8));
    }

    [Fact]
    public void WhoComesAlone_IsAcceptedAtOnce()
    {
        var outcome = OpeningModel.Run(NoConflicts, pools: 1, asked: 1, seconds: 10_000, seed: 1);

        Assert.InRange(outcome.Asked, 9_700, 10_300);
        Assert.Equal((outcome.Asked, 0, 0, 0, 0), (outcome.Accepted, outcome.Refused, outcome.Retried, outcome.Conflicts, outcome.Throttled));
    }

    [Theory]
    [InlineData(1, 250)]
    [InlineData(2, 500)]
    [InlineData(8, 2_000)]
    public void WithoutConflicts_APoolTakesWhatTheUnitsOfItsPartitionAllow(int pools, double expected) =>
        // 1,000 units, and two items of two units each.
        Assert.InRange(Run(NoConflicts, pools, asked: 3_000).AcceptedASecond, 0.97 * expected, 1.001 * Begin * expected);

    [Fact]
    public void ANewTable_TakesWhatItsUnitsAllow_HoweverManyPools() =>
        // 4,000 units, and four items of two units each.
        Assert.InRange(Run(NoConflicts with { TableUnits = 4_000 }, pools: 16, asked: 3_000).AcceptedASecond, 0.97 * 500, 1.001 * Begin * 500);

    [Fact]
    public void OneShardOfTheIndex_HoldsTheTableUp() =>
        Assert.InRange(Run(NoConflicts with { IndexShards = 1 }, pools: 16, asked: 3_000).AcceptedASecond, 970, 1_001 * Begin);

    [Theory]
    [InlineData(0.010, 1, 100)]
    [InlineData(0.010, 4, 400)]
    [InlineData(0.025, 1, 40)]
    public void ACounter_TakesOneTransactionAfterTheOther(double window, int pools, double most)
    {
        var outcome = Run(new OpeningLimits { ConflictWindow = window, PartitionUnits = 1_000_000, TableUnits = 1_000_000 }, pools, asked: 3_000);

        Assert.InRange(outcome.AcceptedASecond, 0.8 * most, most + 1);
        Assert.True(outcome.Throttled == 0 && outcome.Conflicts > outcome.Accepted);
    }

    [Fact]
    public void MorePools_AcceptMoreAndRefuseFewer()
    {
        var runs = new[] { 1, 2, 4, 8, 16 }.Select(pools => Run(new OpeningLimits(), pools, asked: 1_000)).ToList();

        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(
            pair.Second.Accepted > pair.First.Accepted && pair.Second.Refused < pair.First.Refused && pair.Second.RetriedShare < pair.First.RetriedShare));
    }

    [Fact]
    public void NobodyIsCountedTwice_OrWithoutReason()
    {
        var outcome = Run(new OpeningLimits(), pools: 2, asked: 1_000);

        Assert.InRange(outcome.Asked - outcome.Accepted - outcome.Refused, 0, 3_000);
        Assert.InRange(outcome.Retried, outcome.Refused, outcome.Asked);
        Assert.InRange(outcome.Conflicts + outcome.Throttled, 8 * outcome.Refused, 8 * outcome.Asked);
    }

    private static OpeningOutcome Run(OpeningLimits limits, int pools, double asked, int seed = 1) => OpeningModel.Run(limits, pools, asked, Minute, seed);
}
