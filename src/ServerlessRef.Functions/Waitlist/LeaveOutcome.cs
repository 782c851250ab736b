using ServerlessRef.Domain.Waitlist;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>How the attempt to leave a waitlist ended.</summary>
public abstract record LeaveOutcome
{
    private LeaveOutcome()
    {
    }

    /// <summary>The entry is over, or was before.</summary>
    public sealed record Gone : LeaveOutcome;

    /// <summary>An offer was declined, now or before: the workflow is to be told, if it has left a token.</summary>
    public sealed record Declined(string? TaskToken) : LeaveOutcome;

    /// <summary>It is a registration, or is being made one.</summary>
    public sealed record Answered(WaitlistEntry Entry) : LeaveOutcome;
}
