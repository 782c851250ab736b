using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Functions.Hosting;

/// <summary>What hosting logs.</summary>
internal static class HostingEvents
{
    public static readonly LogEvent PrewarmFailed = new(1001, "prewarm-failed");
    public static readonly LogEvent PrewarmDone = new(1002, "prewarm-done");
    public static readonly LogEvent MessageFailed = new(1003, "message-failed");
    public static readonly LogEvent OutOfTime = new(1004, "batch-out-of-time");
}
