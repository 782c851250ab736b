using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Waitlist;

/// <summary>What the Waitlist function logs.</summary>
internal static class WaitlistEvents
{
    public static readonly LogEvent EntryPlaced = new(8001, "entry-placed");
    public static readonly LogEvent EntryLeft = new(8002, "entry-left");
    public static readonly LogEvent EntryBusy = new(8003, "entry-busy");
    public static readonly LogEvent EntryAlreadyPlaced = new(8004, "entry-already-placed");
    public static readonly LogEvent EntryUnknown = new(8005, "entry-unknown");
    public static readonly LogEvent MessageUnreadable = new(8006, "message-unreadable");
    public static readonly LogEvent LeaseLost = new(8007, "lease-lost");
    public static readonly LogEvent EntryGivenUp = new(8008, "entry-given-up");
}
