using System.Globalization;
using Xunit.Abstractions;

namespace ServerlessRef.FaultPlans.Plans;

/// <summary>Random plans. FAULT_SEED runs one of them again, FAULT_SHRINK=0 prints a failing one as it is; SERVERLESSREF_ALL=1 runs ten times as many.</summary>
public sealed class RandomPlanTests(TableEngine engine, ITestOutputHelper output) : IClassFixture<TableEngine>
{
    private const int Operations = 500;
    private const int Plans = 20;
    private const int AllPlans = 200;

    public static TheoryData<int> Seeds =>
    [
        .. Environment.GetEnvironmentVariable("FAULT_SEED") is { Length: > 0 } seed
            ? [int.Parse(seed, CultureInfo.InvariantCulture)]
            : Enumerable.Range(1, Environment.GetEnvironmentVariable("SERVERLESSREF_ALL") == "1" ? AllPlans : Plans),
    ];

    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Seeds))]
    public async Task EveryAcceptedIdEndsOnce_WhateverFails(int seed)
    {
        var plan = Plan.Make(seed, Operations);
        var result = await PlanRun.RunAsync(engine.Endpoint, plan);
        output.WriteLine($"FAULT_SEED={seed}: {result}");

        if (result.Violations.Count > 0)
        {
            Assert.Fail(await ExplainAsync(plan, result));
        }

        // A plan in which little was accepted, or most of it failed, would prove little. How many of those who wait are offered a seat is a
        // matter of luck: the next test looks at several plans.
        Assert.True(result.Accepted + result.Waited > Operations / 4 && result.Done > 4 * result.Failed && result is { Waited: > 0, Told: > 10 }, result.ToString());
    }

    [Fact(Timeout = 600_000)]
    public async Task PlansTogether_TryEverything()
    {
        var results = new List<PlanResult>();
        for (var seed = AllPlans + 1; seed <= AllPlans + 5; seed++)
        {
            results.Add(await PlanRun.RunAsync(engine.Endpoint, Plan.Make(seed, Operations)));
        }

        var sums = string.Join('\n', results);
        Assert.True(results.Sum(result => result.Accepted) > 5 * Operations / 4, sums);
        Assert.True(results.Sum(result => result.Waited) > 100, sums);
        Assert.True(results.Sum(result => result.Offers) > 35 && results.Sum(result => result.Promoted) > 20, sums);
        Assert.True(results.Sum(result => result.Told) > 300 && results.Sum(result => result.Redriven) > 0, sums);
    }

    private async Task<string> ExplainAsync(Plan plan, PlanResult result)
    {
        var shorter = Environment.GetEnvironmentVariable("FAULT_SHRINK") == "0" ? plan : await PlanShrinker.ShrinkAsync(plan, async part => (await PlanRun.RunAsync(engine.Endpoint, part)).Violations.Count > 0);
        var again = await PlanRun.RunAsync(engine.Endpoint, shorter);
        return $"""
            FAULT_SEED={plan.Seed} runs this plan again. {result.Violations.Count} violations, the first ones:
            {string.Join('\n', result.Violations.Take(10))}
            Shrunk to {shorter.Operations.Count} operations:
            {(shorter == plan ? "those of the plan" : string.Join('\n', shorter.Operations))}
            which give:
            {string.Join('\n', again.Violations.Take(10))}
            """;
    }
}
