namespace ServerlessRef.LocalCloud.Functions;

/// <summary>The newest lines of one function; the oldest are dropped.</summary>
internal sealed class FunctionLog(string displayName, TimeProvider time, ILogger logger)
{
    public const int Capacity = 2_000;

    /// <summary>CloudWatch Logs takes more; a console does not.</summary>
    private const int MaxLineLength = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new(); // guarded by _lock

    public void Add(string environmentId, string? requestId, string stream, string text)
    {
        var line = text.Length > MaxLineLength ? text[..MaxLineLength] + "…" : text;
        logger.LogDebug("{Function} {Environment} {RequestId} {Stream}: {Line}", displayName, environmentId, requestId, stream, line);
        lock (_lock)
        {
            _lines.Enqueue(new LogLine(time.GetUtcNow(), environmentId, requestId, stream, line));
            if (_lines.Count > Capacity)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>For whoever watches the local cloud itself, not only the function's log.</summary>
    public void Announce(string text) => logger.LogWarning("{Announcement}", text);

    /// <summary>The newest <paramref name="count"/> lines, oldest first.</summary>
    public IReadOnlyList<LogLine> Latest(int count)
    {
        lock (_lock)
        {
            return [.. _lines.Skip(_lines.Count - count)];
        }
    }
}
