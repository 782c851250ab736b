namespace ServerlessRef.LocalCloud.Aws.S3;

/// <summary>One write of a key at a time, so that a condition still holds when its write is carried out; a fixed number of locks is shared by all keys.</summary>
internal sealed class KeyLocks : IDisposable
{
    private const int Stripes = 256;

    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<IDisposable> AcquireAsync(string key)
    {
        var stripe = _stripes[(int)((uint)key.GetHashCode(StringComparison.Ordinal) % Stripes)];
        await stripe.WaitAsync();
        return new Held(stripe);
    }

    public void Dispose() => Array.ForEach(_stripes, stripe => stripe.Dispose());

    private sealed class Held(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
