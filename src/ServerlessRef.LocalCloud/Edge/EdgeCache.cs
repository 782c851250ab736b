namespace ServerlessRef.LocalCloud.Edge;

/// <summary>Objects of one edge location, the least recently used leave first; simultaneous misses of one object share one origin request.</summary>
/// <param name="maxBytes">Of all bodies together.</param>
internal sealed class EdgeCache(TimeProvider time, long maxBytes = 64 * 1024 * 1024)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<CacheEntry>> _entries = new(StringComparer.Ordinal); // guarded by _lock
    private readonly LinkedList<CacheEntry> _byUse = new(); // guarded by _lock; the first was used last
    private readonly Dictionary<string, Task<CacheResult>> _underWay = new(StringComparer.Ordinal); // guarded by _lock
    private long _bytes; // guarded by _lock

    /// <param name="fetch">Asks the origin; gets the stale entry, if there is one, to revalidate. Its answer is kept when its time to live is above zero.</param>
    /// <param name="collapse">Simultaneous misses share one origin request.</param>
    public async Task<CacheResult> GetAsync(string key, Func<CacheEntry?, Task<FetchResult>> fetch, bool collapse, CancellationToken cancellationToken)
    {
        Task<CacheResult> task;
        TaskCompletionSource<CacheResult>? mine = null;
        CacheEntry? stale;
        lock (_lock)
        {
            stale = Find_NeedsLock(key);
            if (stale is not null && stale.ExpiresAt > time.GetUtcNow())
            {
                return new(stale.Answer, CacheOutcome.Hit, time.GetUtcNow() - stale.StoredAt);
            }

            if (!collapse || !_underWay.TryGetValue(key, out task!))
            {
                mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
                task = mine.Task;
                if (collapse)
                {
                    _underWay[key] = task;
                }
            }
        }

        if (mine is not null)
        {
            await RunAsync(key, stale, fetch, mine);
            return await task;
        }

        // What the origin says is not for sharing was made for one viewer, and a failure belongs to the one who asked: the others ask for themselves.
        await ((Task)task).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return task.IsCompletedSuccessfully && await task is { Shareable: true } shared ? shared with { Outcome = CacheOutcome.Hit } : Miss(await fetch(null));
    }

    /// <summary>A fresh object, or null; nothing is asked of the origin.</summary>
    public CacheResult? FindFresh(string key)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            return Find_NeedsLock(key) is { } entry && entry.ExpiresAt > now ? new(entry.Answer, CacheOutcome.Hit, now - entry.StoredAt) : null;
        }
    }

    private static CacheResult Miss(FetchResult fetched) => new(fetched.Answer, CacheOutcome.Miss, TimeSpan.Zero);

    private async Task RunAsync(string key, CacheEntry? stale, Func<CacheEntry?, Task<FetchResult>> fetch, TaskCompletionSource<CacheResult> result)
    {
        try
        {
            var fetched = await fetch(stale);
            var outcome = fetched.Revalidated ? CacheOutcome.RefreshHit : CacheOutcome.Miss;
            lock (_lock)
            {
                _underWay.Remove(key);
                Store_NeedsLock(key, fetched);
            }

            result.SetResult(new(fetched.Answer, outcome, TimeSpan.Zero) { Shareable = fetched.TimeToLive > TimeSpan.Zero });
        }
        catch (Exception exception)
        {
            lock (_lock)
            {
                _underWay.Remove(key);
            }

            result.SetException(exception);
        }
    }

    private CacheEntry? Find_NeedsLock(string key)
    {
        if (!_entries.TryGetValue(key, out var node))
        {
            return null;
        }

        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value;
    }

    private void Store_NeedsLock(string key, FetchResult fetched)
    {
        if (_entries.Remove(key, out var old))
        {
            _byUse.Remove(old);
            _bytes -= old.Value.Size;
        }

        if (fetched.TimeToLive <= TimeSpan.Zero)
        {
            return;
        }

        var now = time.GetUtcNow();
        var node = _byUse.AddFirst(new CacheEntry(key, fetched.Answer, now, now + fetched.TimeToLive));
        _entries[key] = node;
        _bytes += node.Value.Size;
        while (_bytes > maxBytes && _byUse.Last is { } last)
        {
            _byUse.RemoveLast();
            _entries.Remove(last.Value.Key);
            _bytes -= last.Value.Size;
        }
    }
}
