namespace ServerlessRef.Domain.Jobs;

/// <summary>Reasons a job carries when it has failed.</summary>
public static class JobErrors
{
    /// <summary>The registration was cancelled before its ticket was issued, or told of.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>SES does not take the mail, and would not the next time either.</summary>
    public const string MailRefused = "mail-refused";

    /// <summary>The stack sends no mail any more: its setting was taken back while the job waited.</summary>
    public const string MailOff = "mail-off";

    /// <summary>No attempt succeeded and the queue gave the message up.</summary>
    public const string RetriesExhausted = "retries-exhausted";
}
