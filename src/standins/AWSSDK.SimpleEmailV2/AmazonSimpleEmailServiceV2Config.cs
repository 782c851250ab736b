using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SimpleEmailV2.Internal;
using Amazon.Util.Internal;

namespace Amazon.SimpleEmailV2;

/// <summary>Settings of an <see cref="AmazonSimpleEmailServiceV2Client"/>; <c>AWS_ENDPOINT_URL_SESV2</c> and <c>AWS_ENDPOINT_URL</c> are honoured by the base class.</summary>
public class AmazonSimpleEmailServiceV2Config : ClientConfig
{
    private static readonly string UserAgentText = InternalSDKUtils.BuildUserAgentString("SESv2", "4.0.104");

    // The SDK looks its defaults up by mode (AWS_DEFAULTS_MODE); the modes differ in timeouts, which our functions set themselves.
    private static readonly IDefaultConfiguration[] Defaults =
        [.. Enum.GetValues<DefaultConfigurationMode>().Select(mode => new DefaultConfiguration { Name = mode, RetryMode = RequestRetryMode.Standard })];

    public AmazonSimpleEmailServiceV2Config()
        : base(new DefaultConfigurationProvider(Defaults))
    {
        base.ServiceId = "SESv2";
        AuthenticationServiceName = "ses";
        EndpointProvider = new SesEndpointProvider();
    }

    public override string RegionEndpointServiceName => "email";

    public override string ServiceVersion => "2019-09-27";

    public override string UserAgent => UserAgentText;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(SesEndpointResolver.Parameters(this));
}
