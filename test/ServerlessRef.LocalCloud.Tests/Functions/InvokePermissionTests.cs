using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Tests.Functions;

public sealed class InvokePermissionTests
{
    private const string ApiGateway = "apigateway.amazonaws.com";
    private const string Pattern = "arn:aws:execute-api:eu-central-1:000000000000:api1/*/GET/v1/events/*";

    [Theory]
    [InlineData(ApiGateway, "arn:aws:execute-api:eu-central-1:000000000000:api1/prod/GET/v1/events/7", true)]
    [InlineData(ApiGateway, "arn:aws:execute-api:eu-central-1:000000000000:api1/prod/POST/v1/events/7", false)]
    [InlineData(ApiGateway, "arn:aws:execute-api:eu-central-1:000000000000:api2/prod/GET/v1/events/7", false)]
    [InlineData(ApiGateway, "arn:aws:execute-api:eu-central-1:111111111111:api1/prod/GET/v1/events/7", false)]
    [InlineData(ApiGateway, null, false)]
    [InlineData("s3.amazonaws.com", "arn:aws:execute-api:eu-central-1:000000000000:api1/prod/GET/v1/events/7", false)]
    [InlineData(null, null, true)]
    public void Allow_NeedsPrincipalAndSource(string? principal, string? source, bool allowed)
    {
        var function = TestFunctions.Function() with { Permissions = [new InvokePermission(ApiGateway, Pattern)] };

        Assert.Equal(allowed, InvokePermissions.Allow(function, new InvokeCaller(principal, source)));
    }

    [Fact]
    public void Allow_StarDoesNotCrossAColon()
    {
        var function = TestFunctions.Function() with { Permissions = [new InvokePermission(ApiGateway, "arn:aws:execute-api:*:api1/prod/GET/")] };

        Assert.False(InvokePermissions.Allow(function, new InvokeCaller(ApiGateway, "arn:aws:execute-api:eu-central-1:000000000000:api1/prod/GET/")));
    }

    [Fact]
    public void Allow_WithoutSourcePattern_TakesAnySource()
    {
        var function = TestFunctions.Function() with { Permissions = [new InvokePermission(ApiGateway, null)] };

        Assert.True(InvokePermissions.Allow(function, new InvokeCaller(ApiGateway, "arn:aws:execute-api:eu-central-1:000000000000:api9/x/GET/")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Invoke_WithoutPermission_IsDeniedAndStartsNothing()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        var result = await fleet.CallAsync("{}", caller: new InvokeCaller(ApiGateway, null));

        Assert.Equal(InvokeOutcome.AccessDenied, result.Outcome);
        Assert.Contains("not authorized to perform: lambda:InvokeFunction", result.Text(), StringComparison.Ordinal);
        Assert.Empty(fleet.Snapshots().Single().Environments);
    }
}
