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
    private readonly Dictionary<string, Queue<(long Slice, int Count)>> _byAddress = new(StringComparer.Ordinal); // guarded by _lock
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
            if (!_byAddress.TryGetValue(request.ViewerIp, out var counts))
            {
                _byAddress[request.ViewerIp] = counts = new();
            }

            return Count_NeedsLock(counts, now) > rule.Limit;
        }
    }

    private static int Count_NeedsLock(Queue<(long Slice, int Count)> counts, long now)
    {
        while (counts.TryPeek(out var oldest) && oldest.Slice <= now - Slices)
        {
            counts.Dequeue();
        }

        // One entry a request or a slice, whichever is less: a crowd does not grow the memory of one address.
        if (counts.Count > 0 && counts.Last() is var (slice, count) && slice == now)
        {
            var kept = counts.SkipLast(1).ToList();
            counts.Clear();
            kept.ForEach(counts.Enqueue);
            counts.Enqueue((now, count + 1));
        }
        else
        {
            counts.Enqueue((now, 1));
        }

        return counts.Sum(entry => entry.Count);
    }

    private void Sweep_NeedsLock(long now)
    {
        if (now == _sweptSlice)
        {
            return;
        }

        _sweptSlice = now;
        foreach (var address in _byAddress.Where(entry => entry.Value.All(count => count.Slice <= now - Slices)).Select(entry => entry.Key).ToList())
        {
            _byAddress.Remove(address);
        }
    }
}
