using ServerlessRef.LocalCloud.Hosting;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Tests.Hosting;

public sealed class DebugTimeoutsTests
{
    [Fact]
    public void What_waits_for_a_debugged_function_waits_long_and_nothing_else_does()
    {
        var suspended = DebugTimeouts.Suspend(TwoApis(), ["Api"]);

        Assert.True(suspended.RestApis[0].Routes[0].IntegrationTimeout > TimeSpan.FromHours(1));
        Assert.True(suspended.Distributions[0].Origins[0].ReadTimeout > TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromSeconds(29), suspended.RestApis[1].Routes[0].IntegrationTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), suspended.Distributions[0].Origins[1].ReadTimeout);
    }

    [Fact]
    public void Without_a_debugged_function_nothing_changes()
    {
        var cloud = TwoApis();

        Assert.Same(cloud, DebugTimeouts.Suspend(cloud, []));
    }

    private static Cloud TwoApis() =>
        new()
        {
            Region = "eu-central-1",
            Functions = [Function("Api"), Function("Other")],
            RestApis = [Api("one", "Api"), Api("two", "Other")],
            Distributions =
            [
                new Distribution
                {
                    LogicalId = "Distribution",
                    Id = "E1",
                    Arn = "arn:aws:cloudfront::000000000000:distribution/E1",
                    DomainName = "127.0.0.1",
                    Origins = [new Origin { Id = "a", RestApiId = "one" }, new Origin { Id = "b", RestApiId = "two" }],
                    Behaviors = [],
                },
            ],
        };

    private static RestApi Api(string id, string function) =>
        new() { Id = id, StageName = "v", Routes = [new Route { LogicalId = "Get", Method = "GET", Path = "/", FunctionArn = $"{Arn(function)}:live" }] };

    private static Function Function(string name) =>
        new()
        {
            LogicalId = name,
            DisplayName = name,
            Name = name,
            Arn = Arn(name),
            CodeDirectory = "code",
            Runtime = "provided.al2023",
            Handler = "bootstrap",
            MemoryMegabytes = 256,
            Timeout = TimeSpan.FromSeconds(10),
            RoleArn = "arn:aws:iam::000000000000:role/role",
        };

    private static string Arn(string name) => $"arn:aws:lambda:eu-central-1:000000000000:function:{name}";
}
