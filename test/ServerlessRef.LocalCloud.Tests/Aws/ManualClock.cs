namespace ServerlessRef.LocalCloud.Tests.Aws;

/// <summary>Time that stands until it is moved; its timers run on the machine's clock.</summary>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
