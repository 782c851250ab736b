using ServerlessRef.Domain.Waitlist;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>How the attempt to join a waitlist ended.</summary>
public abstract record JoinOutcome
{
    private JoinOutcome()
    {
    }

    /// <summary>Entry, mail guard and job are written.</summary>
    public sealed record Joined : JoinOutcome;

    /// <summary>The Idempotency-Key already has an entry.</summary>
    public sealed record Replayed(WaitlistEntry Existing) : JoinOutcome;

    /// <summary>Somebody with this mail address has a seat.</summary>
    public sealed record MailRegistered : JoinOutcome;

    /// <summary>Somebody with this mail address is in the line.</summary>
    public sealed record MailWaiting : JoinOutcome;
}
