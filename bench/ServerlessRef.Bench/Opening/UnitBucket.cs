namespace ServerlessRef.Bench.Opening;

/// <summary>A second's worth of units, refilled steadily: no burst capacity, which AWS gives when it has some and promises to nobody.</summary>
internal sealed class UnitBucket(double perSecond)
{
    private double _used;
    private double _at;

    public bool Has(double units, double now)
    {
        _used = Math.Max(0, _used - ((now - _at) * perSecond));
        _at = now;
        return perSecond - _used >= units;
    }

    /// <summary>After <see cref="Has"/> said so.</summary>
    public void Take(double units) => _used += units;
}
