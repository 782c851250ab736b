using ServerlessRef.Checks.Acceptances;
using ServerlessRef.Checks.Rules;
using ServerlessRef.Checks.Tests.Mutations;

namespace ServerlessRef.Checks.Tests;

/// <summary>The real template, damaged: the rule meant to catch it reports the damaged resource, and did not before.</summary>
public sealed class MutationTests(MutationRun run) : IClassFixture<MutationRun>
{
    public static TheoryData<string> Names => [.. MutationList.All.Select(mutation => mutation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ADamagedTemplate_IsCaughtByTheRuleMeantForIt_AndTheOriginalIsNot(string name)
    {
        var mutation = MutationList.All.Single(each => each.Name == name);
        var damaged = run.Damaged[name];
        var resource = mutation.ReportedResource(damaged);

        Assert.DoesNotContain(run.Of(mutation.Original), finding => finding.Rule == mutation.Rule && finding.Resource == resource);
        Assert.Contains(run.Of(damaged), finding => finding.Rule == mutation.Rule && finding.Resource == resource);
    }

    /// <summary>Caught means that `check` fails: no acceptance of the template covers it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ADamagedTemplate_HasAFindingThatNobodyAccepted(string name)
    {
        var damaged = run.Damaged[name];

        var verdict = Verdict.Of(run.Of(damaged), AcceptanceReader.Read(damaged));

        Assert.NotEmpty(verdict.Open);
    }

    [Fact]
    public void TheTemplate_IsDamagedInFortyWaysOrMore_AndEveryRuleOfOurOwnCatchesOne()
    {
        Assert.True(MutationList.All.Count >= 40, $"There are {MutationList.All.Count} mutations.");
        Assert.Empty(RuleList.All.Select(rule => rule.Id).Except(MutationList.All.Select(mutation => mutation.Rule)));
    }
}
