using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Notify;

/// <summary>What the Notify function logs.</summary>
internal static class NotifyEvents
{
    public static readonly LogEvent Told = new(7001, "told");
    public static readonly LogEvent AlreadyTold = new(7002, "already-told");
    public static readonly LogEvent BeingTold = new(7003, "being-told");
}
