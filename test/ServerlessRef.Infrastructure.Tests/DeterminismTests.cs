using System.Text.Json.Nodes;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class DeterminismTests(SynthesisFixture synthesis)
{
    [Fact]
    public void Synthesized_again_in_another_folder_the_templates_are_the_same_byte_for_byte()
    {
        var again = SynthesisFixture.Synthesize(SynthCase.Dev);

        Assert.All(synthesis.Of(SynthCase.Dev), template => Assert.Equal(template.Value.Text, again[template.Key].Text));
    }

    [Theory]
    [InlineData("jit", "official")]
    [InlineData("jit", "standins")]
    public void What_runs_on_the_laptop_is_what_is_deployed_but_for_the_rule_that_forbids_it(string kind, string packages)
    {
        var laptop = synthesis.Of(SynthCase.Dev with { Kind = kind, Packages = packages });
        var deployable = synthesis.Of(SynthCase.Dev with { Packages = packages, AllowStandIns = true });

        Assert.All(deployable, template => Assert.Equal(Sections(template.Value), Sections(laptop[template.Key])));
    }

    /// <summary>Sections by name, the rule left out; their order in the file follows the rule and says nothing.</summary>
    private static SortedDictionary<string, string> Sections(Template template)
    {
        var root = JsonNode.Parse(template.Text)!.AsObject();
        root["Rules"]!.AsObject().Remove("NotForDeployment");
        return new(root.ToDictionary(section => section.Key, section => Json.Compact(section.Value)), StringComparer.Ordinal);
    }
}
