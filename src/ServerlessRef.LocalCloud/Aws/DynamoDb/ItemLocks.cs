namespace ServerlessRef.LocalCloud.Aws.DynamoDb;

/// <summary>
/// Locks on items, for readers too: while a transaction writes, nobody sees some of its items new and some old.
/// A fixed number of locks is shared by all items, so two items may have the same one; taking them in one order excludes a deadlock.
/// DynamoDB itself refuses a call that meets a running transaction (TransactionConflict) and its SDKs try again; here the call waits instead.
/// </summary>
internal sealed class ItemLocks : IDisposable
{
    private const int Stripes = 4096;

    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<IDisposable> AcquireAsync(IEnumerable<ItemKey> keys)
    {
        int[] indexes = [.. keys.Select(key => (int)((uint)key.Identity.GetHashCode(StringComparison.Ordinal) % Stripes)).Distinct().Order()];
        foreach (var index in indexes)
        {
            await _stripes[index].WaitAsync();
        }

        return new Held(_stripes, indexes);
    }

    public void Dispose() => Array.ForEach(_stripes, stripe => stripe.Dispose());

    private sealed class Held(SemaphoreSlim[] stripes, int[] indexes) : IDisposable
    {
        public void Dispose()
        {
            foreach (var index in indexes)
            {
                stripes[index].Release();
            }
        }
    }
}
