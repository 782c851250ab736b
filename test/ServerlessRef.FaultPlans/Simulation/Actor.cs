namespace ServerlessRef.FaultPlans.Simulation;

/// <summary>One invocation of a function: what may happen to it follows from its name and the plan's seed.</summary>
/// <param name="name">Unique within a plan.</param>
/// <param name="clockOffset">How far its clock is ahead of the true time.</param>
internal sealed class Actor(string name, Random random, TimeSpan clockOffset, bool inRain)
{
    private static readonly AsyncLocal<Actor?> Running = new();

    private readonly TaskCompletionSource _killed = new();

    /// <summary>Whose code runs; null for clients and the simulation itself.</summary>
    public static Actor? Current
    {
        get => Running.Value;
        set => Running.Value = value;
    }

    public string Name { get; } = name;

    public Random Random { get; } = random;

    public TimeSpan ClockOffset { get; } = clockOffset;

    /// <summary>Whether faults may hit it.</summary>
    public bool InRain { get; } = inRain;

    /// <summary>Calls it has made so far.</summary>
    public int Calls { get; set; }

    /// <summary>Ends when the process was killed.</summary>
    public Task Killed => _killed.Task;

    /// <summary>Whether something happened to it that should not: a fault of a call, or a clock of its own.</summary>
    public bool Struck { get; set; } = clockOffset != TimeSpan.Zero;

    /// <summary>Whether a write of this actor was refused by its condition: a broken variant wants to know.</summary>
    public bool MetItsRow { get; set; }

    /// <summary>The process ends at this point: its code never goes on.</summary>
    public async Task<T> DieAsync<T>()
    {
        _killed.TrySetResult();
        await new TaskCompletionSource().Task;
        throw new InvalidOperationException("Nobody comes back from there.");
    }
}
