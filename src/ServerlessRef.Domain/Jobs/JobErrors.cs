namespace ServerlessRef.Domain.Jobs;

/// <summary>Reasons a job carries when it has failed.</summary>
public static class JobErrors
{
    /// <summary>The registration was cancelled before its ticket was issued.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>No attempt succeeded and the queue gave the message up.</summary>
    public const string RetriesExhausted = "retries-exhausted";
}
