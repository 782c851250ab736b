using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Sweeper;

/// <summary>What the sweeper logs.</summary>
internal static class SweeperEvents
{
    public static readonly LogEvent Swept = new(4001, "swept");
    public static readonly LogEvent SendRefused = new(4002, "send-refused");
    public static readonly LogEvent OutOfTime = new(4003, "sweep-out-of-time");
    public static readonly LogEvent Redriven = new(4004, "redriven");
    public static readonly LogEvent QueueFailed = new(4005, "queue-failed");
}
