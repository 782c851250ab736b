using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.StepFunctions.Internal;

/// <summary>Step Functions's endpoint rules for the partitions and options these functions deploy to (https://docs.aws.amazon.com/general/latest/gr/step-functions.html).</summary>
internal sealed class StatesEndpointProvider : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);

        if (parameters["Endpoint"] is string { Length: > 0 } url)
        {
            return new Endpoint(url);
        }

        if (parameters["Region"] is not string { Length: > 0 } region)
        {
            throw new AmazonClientException("Invalid Configuration: Missing Region. Set AWS_REGION or RegionEndpoint.");
        }

        if (parameters["UseFIPS"] is true || parameters["UseDualStack"] is true)
        {
            throw new AmazonClientException("This subset of the Step Functions client knows neither FIPS nor dual-stack endpoints: build with -p:UseOfficialAwsPackages=true.");
        }

        var suffix = RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix;
        return new Endpoint($"https://states.{region}.{suffix}");
    }
}
