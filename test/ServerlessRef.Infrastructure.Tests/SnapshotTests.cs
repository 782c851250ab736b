using ServerlessRef.Infrastructure.Tests.Synthesis;
using ServerlessRef.Shared;

namespace ServerlessRef.Infrastructure.Tests;

/// <summary>
/// The templates as they were last looked at. When a change is meant, renew them with
/// <c>UPDATE_SNAPSHOTS=1 dotnet test test/ServerlessRef.Infrastructure.Tests</c> and review the difference.
/// </summary>
[Collection(SynthesisCollection.Name)]
public sealed class SnapshotTests(SynthesisFixture synthesis)
{
    /// <summary>What is replaced, and loses what it holds or is known by, when its logical id changes.</summary>
    private static readonly string[] StatefulTypes =
    [
        "AWS::ApiGateway::RestApi",
        "AWS::CloudFront::Distribution",
        "AWS::Cognito::UserPool",
        "AWS::Cognito::UserPoolClient",
        "AWS::Cognito::UserPoolDomain",
        "AWS::DynamoDB::GlobalTable",
        "AWS::KMS::Key",
        "AWS::S3::Bucket",
        "AWS::SecretsManager::Secret",
        "AWS::SNS::Topic",
        "AWS::SQS::Queue",
        "AWS::WAFv2::WebACL",
    ];

    [Fact]
    public void Stateful_resources_keep_their_logical_ids()
    {
        var ids = synthesis.Of(SynthCase.Prod)
            .SelectMany(template => template.Value.Resources.Select(resource => (Stack: template.Key, Resource: resource)))
            .Where(each => StatefulTypes.Contains(each.Resource.Type))
            .Select(each => $"{each.Stack} {each.Resource.Type} {each.Resource.LogicalId}")
            .Order(StringComparer.Ordinal);

        Compare("stateful-resources.txt", string.Join('\n', ids) + "\n");
    }

    [Fact]
    public void The_edge_stack_is_the_one_last_looked_at() => Compare("ServerlessRef-dev-Edge.template.json", synthesis.DevEdge.Text + "\n");

    [Fact]
    public void The_service_stack_is_the_one_last_looked_at() => Compare("ServerlessRef-dev.template.json", synthesis.Dev.Text + "\n");

    private static void Compare(string name, string actual)
    {
        var file = Path.Combine(RepositoryFiles.Root, "test", "ServerlessRef.Infrastructure.Tests", "Snapshots", name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"'{file}' does not exist. Make it with UPDATE_SNAPSHOTS=1 and review it.");
        Assert.Equal(File.ReadAllText(file), actual, ignoreLineEndingDifferences: true);
    }
}
