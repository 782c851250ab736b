namespace ServerlessRef.LocalCloud.Observation;

/// <summary>The latest AWS calls, oldest dropped first, and every distinct (function, action, verdict) ever seen.</summary>
internal sealed class CallLog(TimeProvider time, int capacity = 5_000)
{
    private readonly Lock _lock = new();
    private readonly Queue<AwsCall> _calls = new(); // guarded by _lock
    private readonly HashSet<(string Function, string Action, bool Allowed)> _seen = []; // guarded by _lock
    private long _sequence; // guarded by _lock

    public void Add(
        string functionName,
        string roleArn,
        string action,
        IReadOnlyList<string> resources,
        bool allowed,
        string? reason,
        int statusCode,
        string? errorCode,
        TimeSpan duration)
    {
        lock (_lock)
        {
            _calls.Enqueue(new AwsCall(++_sequence, time.GetUtcNow(), functionName, roleArn, action, resources, allowed, reason, statusCode, errorCode, duration));
            _seen.Add((functionName, action, allowed));
            if (_calls.Count > capacity)
            {
                _calls.Dequeue();
            }
        }
    }

    /// <summary>The newest <paramref name="count"/> calls, newest first.</summary>
    public IReadOnlyList<AwsCall> Latest(int count)
    {
        lock (_lock)
        {
            return [.. _calls.Reverse().Take(count)];
        }
    }

    public IReadOnlyList<(string Function, string Action, bool Allowed)> Distinct()
    {
        lock (_lock)
        {
            return [.. _seen.Order()];
        }
    }
}
