namespace ServerlessRef.Api.Tests.Engine;

/// <summary>Says the time it is told; its timers run in real time.</summary>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
