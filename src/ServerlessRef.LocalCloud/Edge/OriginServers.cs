using ServerlessRef.LocalCloud.Gateway;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>The origins of a distribution: buckets through <see cref="IObjectOrigin"/>, REST APIs within the process.</summary>
internal sealed class OriginServers
{
    /// <summary>The address origins see: an edge server of CloudFront, not the viewer.</summary>
    private const string EdgeAddress = "127.0.0.1";

    private readonly Dictionary<string, Origin> _origins;
    private readonly Dictionary<string, BucketOriginServer> _buckets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RestApi> _apis = new(StringComparer.Ordinal);
    private readonly GatewayServer _gateway;
    private readonly TimeProvider _time;

    /// <exception cref="StartupException">An origin, header or policy condition that is not emulated.</exception>
    public OriginServers(Cloud cloud, Distribution distribution, IObjectOrigin objects, GatewayServer gateway, TimeProvider time)
    {
        _gateway = gateway;
        _time = time;
        _origins = distribution.Origins.ToDictionary(origin => origin.Id, StringComparer.Ordinal);
        var problems = distribution.Behaviors.SelectMany(OriginHeaders.Problems).ToList();
        problems.AddRange(distribution.Behaviors
            .Where(behavior => !_origins.ContainsKey(behavior.OriginId))
            .Select(behavior => $"{distribution.LogicalId}: behaviour {behavior.PathPattern} names the origin {behavior.OriginId}, which does not exist; accepted are {string.Join(", ", _origins.Keys)}."));
        foreach (var origin in distribution.Origins)
        {
            if (cloud.Buckets.FirstOrDefault(bucket => bucket.Name == origin.BucketName) is { } bucket)
            {
                problems.AddRange(BucketPolicy.Problems(bucket));
                _buckets[origin.Id] = new BucketOriginServer(bucket, origin, distribution, cloud.AccountId, objects);
            }
            else if (cloud.RestApis.FirstOrDefault(api => api.Id == origin.RestApiId && origin.OriginPath.Trim('/') == api.StageName) is { } api)
            {
                _apis[origin.Id] = api;
            }
            else
            {
                problems.Add($"{distribution.LogicalId}: origin {origin.Id} (bucket {origin.BucketName ?? "none"}, REST API {origin.RestApiId ?? "none"}, path \"{origin.OriginPath}\") leads to no bucket and no deployed stage of the templates. Its path must be /STAGE of an existing REST API.");
            }
        }

        if (problems.Count > 0)
        {
            throw new StartupException(problems);
        }
    }

    /// <param name="stale">An expired object to revalidate.</param>
    /// <param name="cacheable">The answer may be kept: conditions and ranges of this viewer are not the origin's business.</param>
    public async Task<HttpAnswer> SendAsync(EdgeRequest request, Behavior behavior, CacheEntry? stale, bool cacheable, CancellationToken cancellationToken)
    {
        var origin = _origins[behavior.OriginId];
        var headers = OriginHeaders.Build(request, behavior, origin, stale, cacheable);
        try
        {
            var sent = _buckets.TryGetValue(origin.Id, out var bucket)
                ? bucket.GetAsync(request.Method, request.Path, headers, cancellationToken)
                : SendToApiAsync(request, behavior, origin, headers, cancellationToken);
            return await sent.WaitAsync(origin.ReadTimeout, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return EdgeErrors.OriginTimeout(request.Id);
        }
    }

    private Task<HttpAnswer> SendToApiAsync(EdgeRequest request, Behavior behavior, Origin origin, HeaderFields headers, CancellationToken cancellationToken)
    {
        var query = Selection.Query(request.Query, behavior.CachePolicy.QueryStrings, behavior.OriginRequestPolicy?.QueryStrings);
        return _gateway.HandleAsync(_apis[origin.Id], new GatewayRequest(request.Method, request.Path, query, headers, request.Body, EdgeAddress), cancellationToken);
    }
}
