using Route = ServerlessRef.LocalCloud.Model.Route;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>The stage's method settings: each method has a bucket of its own.</summary>
internal sealed class MethodThrottles(IEnumerable<Route> routes, TimeProvider time)
{
    private readonly Dictionary<string, TokenBucket> _buckets = routes
        .Where(route => route.Throttle is not null)
        .ToDictionary(route => route.LogicalId, route => new TokenBucket(route.Throttle!, time), StringComparer.Ordinal);

    public GatewayRefusal? Check(Route route) =>
        _buckets.TryGetValue(route.LogicalId, out var bucket) && !bucket.TryTake() ? GatewayRefusal.Throttled : null;
}
