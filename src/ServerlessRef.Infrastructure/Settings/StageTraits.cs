using Amazon.CDK;
using Amazon.CDK.AWS.Logs;

namespace ServerlessRef.Infrastructure.Settings;

/// <summary>What differs between the stages; everything else in the templates is the same for both.</summary>
internal sealed record StageTraits
{
    /// <summary>Lower case, part of stack names and of the REST API's URL.</summary>
    public required string Name { get; init; }

    /// <summary>What becomes of data when its resource leaves the template.</summary>
    public required RemovalPolicy RemovalPolicy { get; init; }

    /// <summary>Whether stacks, the table and the user pool refuse to be deleted.</summary>
    public required bool Protected { get; init; }

    /// <summary>How long every log group keeps its events.</summary>
    public required RetentionDays LogRetention { get; init; }

    public static StageTraits Of(DeploymentStage stage) => stage switch
    {
        DeploymentStage.Prod => new()
        {
            Name = "prod",
            RemovalPolicy = RemovalPolicy.RETAIN,
            Protected = true,
            LogRetention = RetentionDays.THREE_MONTHS,
        },
        _ => new()
        {
            Name = "dev",
            RemovalPolicy = RemovalPolicy.DESTROY,
            Protected = false,
            LogRetention = RetentionDays.TWO_WEEKS,
        },
    };
}
