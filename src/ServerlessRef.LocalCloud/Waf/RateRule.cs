using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Waf;

/// <summary>
/// Requests of one address within the window. AWS samples and lags by up to half a minute (https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html);
/// this counts each request at once, in slices of a tenth of the window.
/// </summary>
internal sealed class RateRule(WafRule rule, TimeProvider time)
{
    private const int Slices = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, RateWindow> _byAddress = new(StringComparer.Ordinal); // guarded by _lock
    private readonly long _sliceTicks = Math.Max(1, rule.Window.Ticks / Slices);
    private long _sweptSlice; // guarded by _lock

    public bool Matches(WafRequest request)
    {
        if (rule.ScopePathPrefix is { } prefix && !request.RawPath.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        lock (_lock)
        {
            var now = time.GetUtcNow().UtcTicks / _sliceTicks;
            Sweep_NeedsLock(now);
            if (!_byAddress.TryGetValue(request.ViewerIp, out var window))
            {
                _byAddress[request.ViewerIp] = window = new RateWindow(Slices);
            }

            return window.Add(now) > rule.Limit;
        }
    }

    private void Sweep_NeedsLock(long now)
    {
        if (now == _sweptSlice)
        {
            return;
        }

        _sweptSlice = now;
        foreach (var address in _byAddress.Where(entry => entry.Value.IsPast(now)).Select(entry => entry.Key).ToList())
        {
            _byAddress.Remove(address);
        }
    }
}
