namespace ServerlessRef.FaultPlans.Simulation;

/// <summary>A clock that stands still while code runs and jumps to whatever falls due next: everything that waits, waits here.</summary>
internal sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<Due, (DateTimeOffset At, long Order)> _due = new();
    private long _order;

    /// <summary>The true time; an actor's own clock may differ.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>The true time as a clock: that of the services.</summary>
    public TimeProvider True => new TrueTime(this);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now + (Actor.Current?.ClockOffset ?? TimeSpan.Zero);

    public override long GetTimestamp() => Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs something after a while.</summary>
    public Due After(TimeSpan wait, Action run)
    {
        var due = new Due(run);
        _due.Enqueue(due, (Now + wait, _order++));
        return due;
    }

    /// <summary>Ends after a while, whoever may have lost interest by then.</summary>
    public Task DelayAsync(TimeSpan wait)
    {
        var over = new TaskCompletionSource();
        After(wait, over.SetResult);
        return over.Task;
    }

    /// <summary>Jumps to what falls due next and runs it; false when nothing does until <paramref name="end"/>.</summary>
    public bool RunNext(DateTimeOffset end)
    {
        while (_due.TryPeek(out var due, out var place))
        {
            if (!due.Cancelled && place.At > end)
            {
                break;
            }

            _due.Dequeue();
            if (!due.Cancelled)
            {
                Now = place.At;
                due.Run();
                return true;
            }
        }

        return false;
    }

    /// <summary>Something that falls due.</summary>
    internal sealed class Due(Action run)
    {
        public bool Cancelled { get; private set; }

        public void Run() => run();

        public void Cancel() => Cancelled = true;
    }

    private sealed class TrueTime(SimulatedTime time) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.Now;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
    }

    private sealed class SimulatedTimer(SimulatedTime time, Action run) : ITimer
    {
        private Due? _due;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _due?.Cancel();
            _due = dueTime < TimeSpan.Zero ? null : time.After(dueTime, () =>
            {
                run();
                if (period > TimeSpan.Zero)
                {
                    Change(period, period);
                }
            });
            return true;
        }

        public void Dispose() => _due?.Cancel();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
