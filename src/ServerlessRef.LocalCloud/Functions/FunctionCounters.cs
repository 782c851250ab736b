namespace ServerlessRef.LocalCloud.Functions;

/// <summary>What happened to the invocations of one function since the start.</summary>
internal sealed class FunctionCounters
{
    private const int MaxErrorLength = 1_000;

    private long _invocations;
    private long _errors;
    private long _timeouts;
    private long _throttles;
    private volatile string? _lastError;

    public long Invocations => Interlocked.Read(ref _invocations);

    public long Errors => Interlocked.Read(ref _errors);

    public long Timeouts => Interlocked.Read(ref _timeouts);

    public long Throttles => Interlocked.Read(ref _throttles);

    public string? LastError => _lastError;

    public void Count(InvokeResult result)
    {
        if (result.Outcome == InvokeOutcome.Throttled)
        {
            Interlocked.Increment(ref _throttles);
            return;
        }

        Interlocked.Increment(ref _invocations);
        if (result.Outcome == InvokeOutcome.Success)
        {
            return;
        }

        Interlocked.Increment(ref _errors);
        if (result.Outcome == InvokeOutcome.TimedOut)
        {
            Interlocked.Increment(ref _timeouts);
        }

        var text = System.Text.Encoding.UTF8.GetString(result.Payload.Span[..Math.Min(result.Payload.Length, MaxErrorLength)]);
        _lastError = text;
    }
}
