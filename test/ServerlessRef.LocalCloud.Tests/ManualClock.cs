namespace ServerlessRef.LocalCloud.Tests;

/// <summary>Time that passes only when a test says so.</summary>
/// <param name="start">Null: the beginning of 2026.</param>
internal sealed class ManualClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = []; // guarded by _lock
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = []; // guarded by _lock
    private DateTimeOffset _now = start ?? new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); // guarded by _lock

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when so many timers are set: what waits has begun to wait.</summary>
    public Task TimersAsync(int count)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            Notify_NeedsLock();
            return reached.Task;
        }
    }

    /// <summary>Runs what falls due on the way, in order.</summary>
    public void Advance(TimeSpan span)
    {
        var end = GetUtcNow() + span;
        while (true)
        {
            ManualTimer? next;
            lock (_lock)
            {
                next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
                _now = next?.Due ?? end;
                if (next is null)
                {
                    return;
                }

                if (next.Period > TimeSpan.Zero)
                {
                    next.Due += next.Period;
                }
                else
                {
                    _timers.Remove(next);
                }
            }

            next.Run();
        }
    }

    private void Notify_NeedsLock()
    {
        foreach (var waiter in _waiters.Where(waiter => waiter.Count <= _timers.Count).ToArray())
        {
            waiter.Reached.TrySetResult();
            _waiters.Remove(waiter);
        }
    }

    private sealed class ManualTimer(ManualClock clock, Action run) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Run() => run();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = clock._now + dueTime;
                    Period = period;
                    clock._timers.Add(this);
                    clock.Notify_NeedsLock();
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
