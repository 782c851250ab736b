using ServerlessRef.Functions.Logging;

namespace ServerlessRef.DeadLetter;

/// <summary>What the dead-letter consumer logs.</summary>
internal static class DeadLetterEvents
{
    public static readonly LogEvent JobFailed = new(5001, "job-given-up");
    public static readonly LogEvent JobHeld = new(5002, "job-held");
    public static readonly LogEvent JobAlreadyFinished = new(5003, "job-already-finished");
    public static readonly LogEvent MessageKept = new(5004, "message-kept");
    public static readonly LogEvent JobLeftToTheSweeper = new(5005, "job-left-to-the-sweeper");
}
