using System.Text.Json.Nodes;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

/// <summary>Each part of the architecture can be left out, and then nothing is left of it (docs/adr/0042).</summary>
[Collection(SynthesisCollection.Name)]
public sealed class PartsTests(SynthesisFixture synthesis)
{
    [Theory]
    [InlineData("notifications,waitlist", """{"covers":false,"notifications":true,"waitlist":true}""", "cover")]
    [InlineData("covers,notifications", """{"covers":true,"notifications":true,"waitlist":false}""", "line", "promotion", "waitlist", "acceptance")]
    [InlineData("covers", """{"covers":true,"notifications":false,"waitlist":false}""", "notification", "notice", "line", "promotion", "waitlist", "acceptance")]
    public void A_part_that_is_left_out_leaves_no_resource_and_the_page_is_told(string parts, string features, params string[] names)
    {
        JsonNode? config = null;
        var test = new SynthCase { Parts = parts };

        var service = SynthesisFixture.Synthesize(test, output => config = Configuration(output))[test.ServiceStack];

        Assert.NotEmpty(OfParts(synthesis.Dev, names));
        Assert.Empty(OfParts(service, names));
        Assert.Equal(features, config?["features"]?.ToJsonString());
        Assert.Equal("cognito", (string?)config?["mode"]);
    }

    [Theory]
    [InlineData("notifications,waitlist", "UPLOAD_BUCKET")]
    [InlineData("covers", "WAITLIST_QUEUE_URL", "PROMOTION_WORKFLOW")]
    public void Functions_are_not_told_of_what_is_not_there(string parts, params string[] variables)
    {
        var test = new SynthCase { Parts = parts };

        var service = synthesis.Service(test);

        Assert.All(variables, variable => Assert.Contains($"\"{variable}\"", synthesis.Dev.Text, StringComparison.Ordinal));
        Assert.All(variables, variable => Assert.DoesNotContain($"\"{variable}\"", service.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_is_told_of_all_parts_unless_some_are_left_out()
    {
        JsonNode? config = null;

        SynthesisFixture.Synthesize(SynthCase.Dev, output => config = Configuration(output));

        Assert.Equal("""{"covers":true,"notifications":true,"waitlist":true}""", config?["features"]?.ToJsonString());
    }

    private static JsonNode? Configuration(string output) =>
        JsonNode.Parse(File.ReadAllText(Assert.Single(Directory.GetFiles(output, "config.json", SearchOption.AllDirectories))));

    // "Line" is the waitlist's construct; the word is in other ids too (OriginAccessControlPipeline…), so it counts as their beginning only.
    private static List<string> OfParts(Template template, string[] names) =>
    [
        .. template.Resources.Select(resource => resource.LogicalId).Where(id => names.Any(name => name == "line"
            ? id.StartsWith("Line", StringComparison.Ordinal)
            : id.Contains(name, StringComparison.OrdinalIgnoreCase))),
    ];
}
