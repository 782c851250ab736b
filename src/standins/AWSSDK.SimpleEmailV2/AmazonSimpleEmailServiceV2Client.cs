using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleEmailV2.Internal;
using Amazon.SimpleEmailV2.Model;

namespace Amazon.SimpleEmailV2;

/// <summary>SES over its REST protocol, with the SDK's own credentials, signing, retries and endpoints.</summary>
public class AmazonSimpleEmailServiceV2Client : AmazonServiceClient, IAmazonSimpleEmailServiceV2
{
    private static readonly ServiceMetadata Metadata = new();

    public AmazonSimpleEmailServiceV2Client()
        : base(new AmazonSimpleEmailServiceV2Config())
    {
    }

    public AmazonSimpleEmailServiceV2Client(AmazonSimpleEmailServiceV2Config config)
        : base(config)
    {
    }

    public AmazonSimpleEmailServiceV2Client(AWSCredentials credentials, AmazonSimpleEmailServiceV2Config clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata => Metadata;

    // As in the official client: open to derived classes, these two not.
#pragma warning disable CA1033
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSimpleEmailServiceV2Config();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonSimpleEmailServiceV2Client(awsCredentials, (AmazonSimpleEmailServiceV2Config)clientConfig);
#pragma warning restore CA1033

    public virtual Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<SendEmailResponse>(
            request,
            new InvokeOptions { RequestMarshaller = SendEmailMarshaller.Instance, ResponseUnmarshaller = SendEmailUnmarshaller.Instance },
            cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // As every service of the SDK does: its own endpoint right after the request exists, then the scheme that signs it.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new SesEndpointResolver());
        pipeline.AddHandlerAfter<SesEndpointResolver>(new AuthSchemeHandler());
    }
}
