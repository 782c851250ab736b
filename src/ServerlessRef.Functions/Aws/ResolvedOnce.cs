using Amazon.Runtime.Endpoints;

namespace ServerlessRef.Functions.Aws;

/// <summary>
/// The endpoint of a service that does not depend on the request: worked out for the first call and kept. The SDK evaluates its endpoint
/// rules for each call, which is some 5 % of a warm call's processor time. Not for S3, whose endpoint names the bucket.
/// </summary>
internal sealed class ResolvedOnce(IEndpointProvider rules) : IEndpointProvider
{
    private volatile Endpoint? _endpoint;

    public Endpoint ResolveEndpoint(EndpointParameters parameters) => _endpoint ??= rules.ResolveEndpoint(parameters);
}
