using Amazon.DynamoDBv2.Endpoints;
using Amazon.Runtime.Endpoints;
using ServerlessRef.Functions.Aws;

namespace ServerlessRef.Functions.Tests.Aws;

public sealed class ResolvedOnceTests
{
    [Fact]
    public void AnEndpoint_IsWorkedOutOnce_AndAFailureIsNotKept()
    {
        var rules = new Rules();
        var resolved = new ResolvedOnce(rules);

        Assert.Throws<InvalidOperationException>(() => resolved.ResolveEndpoint(new DynamoDBEndpointParameters()));
        var first = resolved.ResolveEndpoint(new DynamoDBEndpointParameters());
        var second = resolved.ResolveEndpoint(new DynamoDBEndpointParameters());

        Assert.Same(first, second);
        Assert.Equal(2, rules.Asked);
    }

    private sealed class Rules : IEndpointProvider
    {
        public int Asked { get; private set; }

        public Endpoint ResolveEndpoint(EndpointParameters parameters) =>
            ++Asked == 1 ? throw new InvalidOperationException("No region yet.") : new Endpoint("https://dynamodb.eu-central-1.amazonaws.com");
    }
}
