namespace ServerlessRef.LocalCloud.Waf;

/// <summary>Requests of one address in a ring of time slices; as small for a flood as for one request.</summary>
internal sealed class RateWindow(int slices)
{
    private readonly int[] _counts = new int[slices];
    private long _newest;

    /// <summary>Counts one request; returns how many the window holds with it.</summary>
    public int Add(long slice)
    {
        for (var gone = Math.Max(_newest + 1, slice - slices + 1); gone <= slice; gone++)
        {
            _counts[gone % slices] = 0;
        }

        _newest = Math.Max(_newest, slice);
        _counts[slice % slices]++;
        return _counts.Sum();
    }

    public bool IsPast(long slice) => _newest <= slice - slices;
}
