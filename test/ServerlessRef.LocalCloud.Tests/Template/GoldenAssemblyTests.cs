using System.Reflection;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Template;

namespace ServerlessRef.LocalCloud.Tests.Template;

/// <summary>The architecture as CDK synthesized it, without most alarms and gateway responses, and with empty assets.</summary>
public sealed class GoldenAssemblyTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("golden").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_synthesized_architecture_loads_completely()
    {
        var cloud = Load();

        Assert.Equal(["Api", "DeadLetter", "Sweeper", "Worker"], cloud.Functions.Select(f => f.DisplayName).Order(StringComparer.Ordinal));
        Assert.Equal(
            (1, 3, 3, 2, 2, 1, 1, 1, 1, 1),
            (cloud.Tables.Count, cloud.Queues.Count, cloud.Buckets.Count, cloud.BucketDeployments.Count, cloud.EventSourceMappings.Count, cloud.Schedules.Count, cloud.RestApis.Count, cloud.Distributions.Count, cloud.WebAcls.Count, cloud.UserPools.Count));
        Assert.Equal("eu-central-1", cloud.Region);
    }

    [Fact]
    public void Every_route_has_a_function_that_its_permission_lets_the_gateway_invoke()
    {
        var cloud = Load();
        var api = cloud.Functions.Single(f => f.DisplayName == "Api");

        Assert.Equal(11, cloud.RestApis[0].Routes.Count);
        Assert.All(cloud.RestApis[0].Routes, route => Assert.Equal($"{api.Arn}:live", route.FunctionArn));
        Assert.All(cloud.RestApis[0].Routes, route => Assert.Contains(api.Permissions, p => p.SourceArn!.Contains($"/{route.Method}/", StringComparison.Ordinal)));
    }

    [Fact]
    public void CloudFront_sends_the_key_that_the_usage_plan_knows()
    {
        var cloud = Load();
        var origin = cloud.Distributions[0].Origins.Single(o => o.RestApiId is not null);

        Assert.Equal(Assert.Single(cloud.RestApis[0].UsagePlans[0].KeyValues), origin.CustomHeaders["x-api-key"]);
    }

    [Fact]
    public void The_distribution_is_guarded_by_the_WebACL_of_the_other_region()
    {
        var cloud = Load();

        Assert.Equal(cloud.WebAcls[0].Arn, cloud.Distributions[0].WebAclArn);
        Assert.Equal(["Rate", "IpReputation", "KnownBadInputs", "CommonRules"], cloud.WebAcls[0].Rules.Select(r => r.Name));
    }

    [Fact]
    public void Behaviors_keep_their_order() =>
        Assert.Equal(["/v1/events/*/*", "/v1/events/*", "/v1/*", "*"], Load().Distributions[0].Behaviors.Select(b => b.PathPattern));

    [Fact]
    public void No_value_holds_anything_unresolved()
    {
        var text = System.Text.Json.JsonSerializer.Serialize(Load());

        Assert.DoesNotContain("Fn::", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{resolve:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AWS::NoValue", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Loading_twice_gives_the_same_names() =>
        Assert.Equal(Load().Queues.Select(q => q.Url), Load().Queues.Select(q => q.Url));

    [Fact]
    public void Helpers_of_CDK_are_not_among_the_functions_and_roles()
    {
        var cloud = Load();

        Assert.DoesNotContain(cloud.Roles, r => r.Name.Contains("Custom", StringComparison.Ordinal));
    }

    private Cloud Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Golden/", StringComparison.Ordinal)))
        {
            using var content = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var text = content.ReadToEnd();
            File.WriteAllText(Path.Combine(_directory, resource["Golden/".Length..]), text);
            foreach (var (_, file) in JsonNode.Parse(text)!["files"] as JsonObject ?? [])
            {
                var path = file!["source"]!["path"]!.ToString();
                if (path.StartsWith("asset.", StringComparison.Ordinal))
                {
                    Directory.CreateDirectory(Path.Combine(_directory, path));
                }
            }
        }

        return CloudLoader.Load(new LoadOptions
        {
            CdkOutDirectory = _directory,
            AwsFrontAddress = new Uri("http://127.0.0.1:4566"),
            SiteAddress = new Uri("http://127.0.0.1:8080"),
        });
    }
}
