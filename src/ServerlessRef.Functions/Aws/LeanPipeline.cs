using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SQS;

namespace ServerlessRef.Functions.Aws;

/// <summary>
/// Takes out of the SDK's request pipeline what does nothing here: timings nobody reads, events nobody listens to, endpoint discovery
/// that is off, compression and checksums no call of these two services asks for. Each handler costs every call an asynchronous step,
/// and the first call two lookups of a generic virtual method, which native code resolves at run time (docs/adr/0036-cold-start.md).
/// S3's pipeline stays as it is: it computes checksums.
/// </summary>
internal sealed class LeanPipeline : IRuntimePipelineCustomizer
{
    public string UniqueName => nameof(LeanPipeline);

    /// <summary>Applies to every client made afterwards, in the whole process. A second call changes nothing.</summary>
    public static void Register() => RuntimePipelineCustomizerRegistry.Instance.Register(new LeanPipeline());

    public void Customize(Type type, RuntimePipeline pipeline)
    {
        if (!typeof(AmazonDynamoDBClient).IsAssignableFrom(type) && !typeof(AmazonSQSClient).IsAssignableFrom(type))
        {
            return;
        }

        RemoveAll<MetricsHandler>(pipeline);
        RemoveAll<CallbackHandler>(pipeline);
        RemoveAll<ErrorCallbackHandler>(pipeline);
        RemoveAll<EndpointDiscoveryHandler>(pipeline);
        RemoveAll<CompressionHandler>(pipeline);
        RemoveAll<ChecksumHandler>(pipeline);
    }

    private static void RemoveAll<THandler>(RuntimePipeline pipeline)
        where THandler : IPipelineHandler
    {
        while (pipeline.Handlers.Any(handler => handler is THandler))
        {
            pipeline.RemoveHandler<THandler>();
        }
    }
}
