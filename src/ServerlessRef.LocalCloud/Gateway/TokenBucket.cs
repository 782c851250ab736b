using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>API Gateway's throttle: a bucket of <c>burst</c> tokens, refilled at <c>rate</c> a second. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html</summary>
internal sealed class TokenBucket(Throttle throttle, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = throttle.Burst; // guarded by _lock
    private long _filledAt = time.GetTimestamp(); // guarded by _lock

    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(throttle.Burst, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * throttle.RatePerSecond));
            _filledAt = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
