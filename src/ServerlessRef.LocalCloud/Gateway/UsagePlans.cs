using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>API keys and what each may use: one bucket per plan and key.</summary>
internal sealed class UsagePlans
{
    private readonly Dictionary<string, List<TokenBucket>> _bucketsByKey = new(StringComparer.Ordinal);

    public UsagePlans(IEnumerable<UsagePlan> plans, TimeProvider time)
    {
        foreach (var plan in plans)
        {
            foreach (var key in plan.KeyValues)
            {
                if (!_bucketsByKey.TryGetValue(key, out var buckets))
                {
                    _bucketsByKey[key] = buckets = [];
                }

                if (plan.Throttle is { } throttle)
                {
                    buckets.Add(new TokenBucket(throttle, time));
                }
            }
        }
    }

    /// <summary>Null: the method needs no key, or this one may pass.</summary>
    public GatewayRefusal? Check(GatewayContext context)
    {
        if (context.Route is not { ApiKeyRequired: true })
        {
            return null;
        }

        if (context.Request.Headers["x-api-key"] is not { } key || !_bucketsByKey.TryGetValue(key, out var buckets))
        {
            return GatewayRefusal.InvalidApiKey;
        }

        context.ApiKey = key;
        return buckets.TrueForAll(bucket => bucket.TryTake()) ? null : GatewayRefusal.Throttled;
    }
}
