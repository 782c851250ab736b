namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>When an event had no seat left in any of its pools.</summary>
internal sealed class SeatHistory
{
    private readonly Dictionary<string, int> _left = new(StringComparer.Ordinal);
    private DateTimeOffset _lastFull = DateTimeOffset.MinValue;

    private bool IsFull => _left.Values.All(left => left <= 0);

    /// <summary>A pool as a write left it.</summary>
    public void See(string pool, int left, DateTimeOffset now)
    {
        // Up to this write all was as the last one left it.
        if (IsFull)
        {
            _lastFull = now;
        }

        _left[pool] = left;
        if (IsFull)
        {
            _lastFull = now;
        }
    }

    /// <summary>Whether there was a moment since then without a free seat.</summary>
    public bool WereAllTakenSince(DateTimeOffset since) => IsFull || _lastFull >= since;
}
