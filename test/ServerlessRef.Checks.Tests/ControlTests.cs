using ServerlessRef.Checks.Checkers;
using ServerlessRef.Checks.Controls;
using ServerlessRef.Checks.Rules;
using ServerlessRef.Shared;

namespace ServerlessRef.Checks.Tests;

/// <summary>The catalogue beside the checker claims only what exists; that the document is current is part of every check.</summary>
public sealed class ControlTests
{
    private static readonly IReadOnlySet<string> Tests = ControlCatalogue.TestsIn(RepositoryFiles.At("test"));

    [Fact]
    public void EveryRow_NamesAProof_AndTestsThatExist() => Assert.Empty(ControlCatalogue.Problems(ControlCatalogue.Read(), Tests));

    [Fact]
    public void EveryRow_NamesConstructsThatExist()
    {
        var files = RepositoryFiles.Find("src/ServerlessRef.Infrastructure", ".cs").Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet(StringComparer.Ordinal);

        Assert.Subset(files, ControlCatalogue.Read().SelectMany(control => control.Constructs).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryRuleOfOurOwnThatARowNames_Exists()
    {
        var known = RuleList.All.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);

        Assert.Subset(known, Rules().Where(rule => rule.StartsWith("ServerlessRef-", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>A row with a misspelt rule would always be met.</summary>
    [Fact(Timeout = 300_000)]
    public async Task EveryRuleOfCdkNagThatARowNames_LooksAtAResourceOfTheTemplates()
    {
        var report = await CheckedTemplates.Scripts.RunAsync(Checker.Nag, CheckedTemplates.All);
        var known = report.Met.Keys.Concat(report.Findings.Select(finding => finding.Rule.Split('[')[0])).ToHashSet(StringComparer.Ordinal);

        Assert.Subset(known, Rules().Where(rule => !rule.StartsWith("ServerlessRef-", StringComparison.Ordinal) && !rule.EndsWith("_check", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryRuleOfControlTowerThatARowNames_IsInstalled()
    {
        var guard = string.Concat(Directory.EnumerateFiles(Path.Combine(CheckedTemplates.Checkers, "node_modules", "@cdklabs", "cdk-validator-cfnguard", "rules"), "*.guard", SearchOption.AllDirectories).Select(File.ReadAllText));

        Assert.All(
            Rules().Where(rule => rule.EndsWith("_check", StringComparison.Ordinal)),
            rule => Assert.Contains($"rule {rule} ", guard, StringComparison.Ordinal));
    }

    [Fact]
    public void ARow_WithoutProof_OrWithATestThatDoesNotExist_IsAProblem()
    {
        Control[] controls = [new("Catalogue", "One", "says nothing", [], [], []), new("Catalogue", "Two", "names a ghost", [], [], ["GhostTests.Haunts"])];

        var problems = ControlCatalogue.Problems(controls, Tests).ToList();

        Assert.Equal(2, problems.Count);
        Assert.Contains("GhostTests.Haunts", problems[1], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Rules() => ControlCatalogue.Read().SelectMany(control => control.Rules);
}
