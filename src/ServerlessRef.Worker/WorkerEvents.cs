using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Worker;

/// <summary>What the worker logs.</summary>
internal static class WorkerEvents
{
    public static readonly LogEvent JobDone = new(3001, "job-done");
    public static readonly LogEvent JobFailed = new(3002, "job-failed");
    public static readonly LogEvent JobBusy = new(3003, "job-busy");
    public static readonly LogEvent JobAlreadyFinished = new(3004, "job-already-finished");
    public static readonly LogEvent JobUnknown = new(3005, "job-unknown");
    public static readonly LogEvent MessageUnreadable = new(3006, "message-unreadable");
    public static readonly LogEvent LeaseLost = new(3007, "lease-lost");
    public static readonly LogEvent MailOff = new(3008, "mail-off");
    public static readonly LogEvent MailRefused = new(3009, "mail-refused");
    public static readonly LogEvent MailLeftToSweeper = new(3010, "mail-left-to-sweeper");
}
