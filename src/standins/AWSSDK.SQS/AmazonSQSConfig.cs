using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SQS.Internal;
using Amazon.Util.Internal;

namespace Amazon.SQS;

/// <summary>Settings of an <see cref="AmazonSQSClient"/>; <c>AWS_ENDPOINT_URL_SQS</c> and <c>AWS_ENDPOINT_URL</c> are honoured by the base class.</summary>
public class AmazonSQSConfig : ClientConfig
{
    private static readonly string UserAgentText = InternalSDKUtils.BuildUserAgentString("SQS", "4.0.100.14");

    // The SDK looks its defaults up by mode (AWS_DEFAULTS_MODE); the modes differ in timeouts, which our functions set themselves.
    private static readonly IDefaultConfiguration[] Defaults =
        [.. Enum.GetValues<DefaultConfigurationMode>().Select(mode => new DefaultConfiguration { Name = mode, RetryMode = RequestRetryMode.Standard })];

    public AmazonSQSConfig()
        : base(new DefaultConfigurationProvider(Defaults))
    {
        base.ServiceId = "SQS";
        AuthenticationServiceName = "sqs";
        EndpointProvider = new SqsEndpointProvider();
    }

    public override string RegionEndpointServiceName => "sqs";

    public override string ServiceVersion => "2012-11-05";

    public override string UserAgent => UserAgentText;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(SqsEndpointResolver.Parameters(this));
}
