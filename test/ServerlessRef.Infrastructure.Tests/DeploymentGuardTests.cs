using System.Text.Json.Nodes;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class DeploymentGuardTests(SynthesisFixture synthesis)
{
    [Fact]
    public void Native_binaries_of_official_packages_may_be_deployed()
    {
        Assert.All(synthesis.Of(SynthCase.Dev).Values, template => Assert.Null(Rule(template)));
    }

    [Theory]
    [InlineData("official", false)]
    [InlineData("official", true)]
    [InlineData("standins", true)]
    public void Nothing_lifts_the_rule_for_JIT(string packages, bool allowed)
    {
        var templates = synthesis.Of(SynthCase.Dev with { Kind = "jit", Packages = packages, AllowStandIns = allowed }).Values;

        Assert.All(templates, template => Assert.Contains("JIT builds", Reason(template), StringComparison.Ordinal));
    }

    [Fact]
    public void Stand_ins_are_refused_with_the_way_out()
    {
        var templates = synthesis.Of(SynthCase.Dev with { Packages = "standins" }).Values;

        Assert.All(templates, template => Assert.Contains("-c allowStandins=true", Reason(template), StringComparison.Ordinal));
    }

    [Fact]
    public void Stand_ins_in_native_binaries_may_be_allowed()
    {
        var templates = synthesis.Of(SynthCase.Dev with { Packages = "standins", AllowStandIns = true }).Values;

        Assert.All(templates, template => Assert.Null(Rule(template)));
    }

    [Fact]
    public void Binaries_of_another_architecture_are_refused_with_the_way_out()
    {
        var templates = synthesis.Of(SynthCase.Dev with { CompiledFor = "arm64" }).Values;

        Assert.All(templates, template => Assert.Contains("-c architecture=arm64", Reason(template), StringComparison.Ordinal));
    }

    [Fact]
    public void Binaries_of_the_stacks_architecture_may_be_deployed()
    {
        Assert.All(synthesis.Of(SynthCase.Dev with { CompiledFor = "x86_64" }).Values, template => Assert.Null(Rule(template)));
    }

    [Fact]
    public void The_assertion_compares_two_things_that_are_never_equal()
    {
        var rule = Rule(synthesis.Service(SynthCase.Dev with { Packages = "standins" }))!;
        var operands = rule["Assertions"]![0]!["Assert"]!["Fn::Equals"]!.AsArray().Select(each => (string)each!).ToList();

        Assert.Equal(2, operands.Distinct().Count());
    }

    private static JsonNode? Rule(Template template) => template.Root["Rules"]!["NotForDeployment"];

    private static string Reason(Template template) => (string)Rule(template)!["Assertions"]![0]!["AssertDescription"]!;
}
