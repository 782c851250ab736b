using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using ServerlessRef.Functions.Aws;

namespace ServerlessRef.Functions.Tests.Aws;

public sealed class LeanPipelineTests
{
    [Fact]
    public void ADynamoDbClient_KeepsWhatACallNeeds_AndNothingElse()
    {
        _ = AwsClients.OfOneEndpoint(Config());
        using var client = new OpenClient(AwsClients.OfOneEndpoint(Config()));

        Assert.DoesNotContain(client.Handlers, handler => handler is MetricsHandler or CallbackHandler or ErrorCallbackHandler or EndpointDiscoveryHandler or CompressionHandler or ChecksumHandler);
        Type[] needed = [typeof(RetryHandler), typeof(Marshaller), typeof(Signer), typeof(ErrorHandler), typeof(Unmarshaller)];
        Assert.All(needed, kept => Assert.Contains(client.Handlers, handler => handler.GetType().IsAssignableTo(kept)));
    }

    private static AmazonDynamoDBConfig Config() => new() { ServiceURL = "http://127.0.0.1:1" };

    private sealed class OpenClient(AmazonDynamoDBConfig config) : AmazonDynamoDBClient(new BasicAWSCredentials("key", "secret"), config)
    {
        public IReadOnlyList<IPipelineHandler> Handlers => RuntimePipeline.Handlers;
    }
}
