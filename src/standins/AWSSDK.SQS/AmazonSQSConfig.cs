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

    public AmazonSQSConfig()
        : base(new DefaultConfigurationProvider(Defaults()))
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

    // The base class looks up the mode that AWS_DEFAULTS_MODE or the profile names; timeouts are the caller's business, so all modes are alike.
    private static IEnumerable<IDefaultConfiguration> Defaults() => Enum.GetValues<DefaultConfigurationMode>()
        .Where(mode => mode != DefaultConfigurationMode.Auto)
        .Select(mode => new DefaultConfiguration { Name = mode, RetryMode = RequestRetryMode.Standard });
}
