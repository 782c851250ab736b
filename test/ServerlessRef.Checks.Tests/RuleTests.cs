using System.Text.Json.Nodes;
using ServerlessRef.Checks.Rules;
using ServerlessRef.Checks.Templates;
using ServerlessRef.Shared;

namespace ServerlessRef.Checks.Tests;

public sealed class RuleTests
{
    public static TheoryData<string> Rules => [.. RuleList.All.Select(rule => rule.GetType().Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void ARule_WhenItsExampleIsBroken_ReportsTheBrokenResource_AndNothingWhenItIsSound(string name)
    {
        var rule = RuleList.All.Single(each => each.GetType().Name == name);

        var broken = rule.Check(Example(name, "failing")).Select(violation => violation.Resource).Distinct();
        var sound = rule.Check(Example(name, "passing"));

        // A stack as a whole is named by its own name.
        Assert.Equal(name == nameof(StackTermination) ? "Example" : "Broken", Assert.Single(broken));
        Assert.Empty(sound);
    }

    [Fact]
    public void EveryRuleOfTheAssembly_IsInTheList()
    {
        var types = typeof(TemplateRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TemplateRule)) && !type.IsAbstract);

        Assert.Equal(types.Select(type => type.Name).Order(StringComparer.Ordinal), RuleList.All.Select(rule => rule.GetType().Name));
    }

    [Fact]
    public void EveryExample_BelongsToARule()
    {
        var known = RuleList.All.SelectMany(rule => new[] { $"{rule.GetType().Name}.failing.json", $"{rule.GetType().Name}.passing.json" });
        var files = Directory.EnumerateFiles(RepositoryFiles.At("src", "ServerlessRef.Checks", "Rules"), "*.json").Select(file => Path.GetFileName(file));

        Assert.Equal(known.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    private static Template Example(string rule, string kind) =>
        new("example", "Example", JsonNode.Parse(File.ReadAllText(RepositoryFiles.At("src", "ServerlessRef.Checks", "Rules", $"{rule}.{kind}.json")))!.AsObject(), TerminationProtection: false);
}
