namespace ServerlessRef.LocalCloud.Aws.DynamoDb;

/// <summary>
/// Lets any number of writing transactions into a table at once, or any number of queries and scans, never both.
/// Whoever comes while the other group waits, waits too, so neither group starves.
/// </summary>
internal sealed class GroupLock
{
    private readonly Lock _lock = new();
    private readonly List<(TableUse Use, TaskCompletionSource Admitted)> _waiting = []; // guarded by _lock
    private TableUse _current; // guarded by _lock
    private int _active; // guarded by _lock

    public async Task<IDisposable> EnterAsync(TableUse use)
    {
        TaskCompletionSource admitted;
        lock (_lock)
        {
            if (_waiting.Count == 0 && (_active == 0 || _current == use))
            {
                _current = use;
                _active++;
                return new Entry(this);
            }

            admitted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((use, admitted));
        }

        await admitted.Task;
        return new Entry(this);
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_active > 0 || _waiting.Count == 0)
            {
                return;
            }

            _current = _waiting[0].Use;
            foreach (var (_, admitted) in _waiting.Where(waiting => waiting.Use == _current))
            {
                _active++;
                admitted.SetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Use == _current);
        }
    }

    private sealed class Entry(GroupLock owner) : IDisposable
    {
        public void Dispose() => owner.Leave();
    }
}

internal enum TableUse
{
    Transaction,
    Query,
}
