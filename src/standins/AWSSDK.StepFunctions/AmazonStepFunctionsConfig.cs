using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.StepFunctions.Internal;
using Amazon.Util.Internal;

namespace Amazon.StepFunctions;

/// <summary>Settings of an <see cref="AmazonStepFunctionsClient"/>; <c>AWS_ENDPOINT_URL_SFN</c> and <c>AWS_ENDPOINT_URL</c> are honoured by the base class.</summary>
public class AmazonStepFunctionsConfig : ClientConfig
{
    private static readonly string UserAgentText = InternalSDKUtils.BuildUserAgentString("SFN", "4.0.100");

    // The SDK looks its defaults up by mode (AWS_DEFAULTS_MODE); the modes differ in timeouts, which our functions set themselves.
    private static readonly IDefaultConfiguration[] Defaults =
        [.. Enum.GetValues<DefaultConfigurationMode>().Select(mode => new DefaultConfiguration { Name = mode, RetryMode = RequestRetryMode.Standard })];

    public AmazonStepFunctionsConfig()
        : base(new DefaultConfigurationProvider(Defaults))
    {
        base.ServiceId = "SFN";
        AuthenticationServiceName = "states";
        EndpointProvider = new StatesEndpointProvider();
    }

    public override string RegionEndpointServiceName => "states";

    public override string ServiceVersion => "2016-11-23";

    public override string UserAgent => UserAgentText;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(StatesEndpointResolver.Parameters(this));
}
