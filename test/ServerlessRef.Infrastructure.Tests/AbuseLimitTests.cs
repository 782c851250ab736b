using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

/// <summary>What bounds the cost of abuse (SECURITY.md, Abuse and cost).</summary>
[Collection(SynthesisCollection.Name)]
public sealed class AbuseLimitTests(SynthesisFixture synthesis)
{
    /// <summary>An account's default (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html): a stage above it would not be the one that throttles.</summary>
    private const int AccountRate = 10_000;

    private const int AccountBurst = 5_000;

    [Fact]
    public void Every_event_source_has_a_ceiling()
    {
        var mappings = synthesis.Dev.OfType("AWS::Lambda::EventSourceMapping").ToList();

        Assert.Equal(5, mappings.Count);
        Assert.All(mappings, mapping => Assert.InRange((int)mapping.At("ScalingConfig", "MaximumConcurrency")!, 2, 20));
    }

    [Fact]
    public void No_function_runs_longer_than_it_is_given()
    {
        Assert.All(synthesis.Dev.NativeFunctions, function => Assert.InRange((int)function.At("Timeout")!, 1, 300));
        Assert.Equal(10, (int)synthesis.Dev.Function("Api").At("Timeout")!);
    }

    [Fact]
    public void Every_throttle_is_below_the_accounts_own()
    {
        Assert.All(synthesis.Dev.Single("AWS::ApiGateway::Stage").At("MethodSettings")!.AsArray(), settings =>
        {
            Assert.InRange((int)settings!["ThrottlingRateLimit"]!, 1, AccountRate - 1);
            Assert.InRange((int)settings["ThrottlingBurstLimit"]!, 1, AccountBurst - 1);
        });
    }
}
