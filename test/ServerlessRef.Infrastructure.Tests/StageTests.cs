using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class StageTests(SynthesisFixture synthesis)
{
    /// <summary>What holds something nobody could make again.</summary>
    private static readonly string[] DataTypes =
        ["AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket", "AWS::Cognito::UserPool"];

    [Fact]
    public void Prod_keeps_its_data_when_a_stack_goes()
    {
        Assert.All(Data(SynthCase.Prod), resource => Assert.Equal("Retain", resource.DeletionPolicy));
    }

    [Fact]
    public void Prod_keeps_what_waits_in_its_queues_when_a_stack_goes()
    {
        Assert.All(synthesis.Service(SynthCase.Prod).OfType("AWS::SQS::Queue"), queue => Assert.Equal("Retain", queue.DeletionPolicy));
    }

    [Fact]
    public void Both_stages_have_every_part()
    {
        var (dev, prod) = (Parts("dev"), Parts("prod"));

        Assert.Empty(dev.Except(prod));
        Assert.Empty(prod.Except(dev));
        Assert.Equal(dev.Count, prod.Count);

        // Without what only a stage that can be destroyed has, and the ids that are made of the stage's name or of what is in it.
        List<string> Parts(string stage) =>
        [
            .. synthesis.Of(new SynthCase { Stage = stage }).Values.SelectMany(template => template.Resources)
                .Where(resource => resource.Type is not ("AWS::ApiGateway::Deployment" or "AWS::Lambda::Version") && !resource.LogicalId.Contains("AutoDeleteObjects", StringComparison.Ordinal))
                .Select(resource => resource.LogicalId.StartsWith("GatewayApi", StringComparison.Ordinal) ? $"{resource.Type} of the API" : $"{resource.Type} {resource.LogicalId}")
                .Order(StringComparer.Ordinal),
        ];
    }

    [Fact]
    public void Dev_can_be_destroyed_with_all_it_holds()
    {
        Assert.All(Data(SynthCase.Dev), resource => Assert.Equal("Delete", resource.DeletionPolicy));
        Assert.Equal(5, synthesis.Of(SynthCase.Dev).Values.Sum(template => template.OfType("Custom::S3AutoDeleteObjects").Count()));
    }

    [Fact]
    public void Prod_has_nothing_that_could_empty_a_bucket()
    {
        Assert.Equal(0, synthesis.Of(SynthCase.Prod).Values.Sum(template => template.OfType("Custom::S3AutoDeleteObjects").Count()));
    }

    [Theory]
    [InlineData("dev", false)]
    [InlineData("prod", true)]
    public void Table_and_user_pool_are_protected_in_prod(string stage, bool expected)
    {
        var template = synthesis.Service(new SynthCase { Stage = stage });

        Assert.Equal(expected, (bool?)template.Single("AWS::DynamoDB::GlobalTable").At("Replicas", 0, "DeletionProtectionEnabled"));
        Assert.Equal(expected ? "ACTIVE" : "INACTIVE", (string?)template.Single("AWS::Cognito::UserPool").At("DeletionProtection"));
    }

    [Theory]
    [InlineData("dev", 14)]
    [InlineData("prod", 90)]
    public void Logs_are_forgotten(string stage, int days)
    {
        Assert.All(
            synthesis.Of(new SynthCase { Stage = stage }).Values.SelectMany(template => template.OfType("AWS::Logs::LogGroup")),
            group => Assert.Equal(days, (int?)group.At("RetentionInDays")));
    }

    [Fact]
    public void The_region_is_concrete_everywhere()
    {
        Assert.Equal("eu-central-1", (string?)synthesis.Dev.Single("AWS::DynamoDB::GlobalTable").At("Replicas", 0, "Region"));
        Assert.Equal("us-east-1", (string?)synthesis.Service(SynthCase.ProdInVirginia).Single("AWS::DynamoDB::GlobalTable").At("Replicas", 0, "Region"));
    }

    private IEnumerable<Resource> Data(SynthCase test)
    {
        var resources = synthesis.Of(test).Values.SelectMany(template => template.Resources).Where(resource => DataTypes.Contains(resource.Type)).ToList();
        Assert.Equal(7, resources.Count);
        return resources;
    }
}
