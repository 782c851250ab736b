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
    public void Prod_keeps_its_jobs_when_a_stack_goes()
    {
        Assert.Equal("Retain", synthesis.Service(SynthCase.Prod).Named("AWS::SQS::Queue", "JobsQueue").DeletionPolicy);
        Assert.Equal("Retain", synthesis.Service(SynthCase.Prod).Named("AWS::SQS::Queue", "JobsDeadLetters").DeletionPolicy);
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
