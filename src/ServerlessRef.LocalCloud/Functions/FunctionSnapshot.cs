namespace ServerlessRef.LocalCloud.Functions;

/// <summary>One function as the console shows it: counters since the start, environments now.</summary>
/// <param name="Errors">Invocations that ended with an error of the handler or the runtime, timeouts included.</param>
/// <param name="Throttles">Refused because of reserved concurrency; not counted in <paramref name="Invocations"/>.</param>
/// <param name="LastError">Error type and message of the newest failure.</param>
internal sealed record FunctionSnapshot(
    string DisplayName,
    string Name,
    string CodeDirectory,
    IReadOnlyList<EnvironmentSnapshot> Environments,
    long Invocations,
    long Errors,
    long Timeouts,
    long Throttles,
    string? LastError);

internal sealed record EnvironmentSnapshot(string Id, EnvironmentState State, int ProcessId, long Invocations, DateTimeOffset StartedAt);

internal enum EnvironmentState
{
    /// <summary>In INIT: the runtime has not asked for its first event.</summary>
    Starting,

    Idle,

    Busy,

    Ended,
}
