namespace ServerlessRef.Functions.Waitlist;

/// <summary>How the attempt to make an accepted offer a registration ended.</summary>
public abstract record ConfirmOutcome
{
    private ConfirmOutcome()
    {
    }

    /// <summary>The registration exists; its ticket job is to be sent.</summary>
    public sealed record Confirmed(string RegistrationId, string TicketJobId) : ConfirmOutcome;

    /// <summary>The entry cannot have the seat: offer it to the next.</summary>
    public sealed record Refused : ConfirmOutcome;

    /// <summary>The promotion has ended, or is another execution's.</summary>
    public sealed record Gone : ConfirmOutcome;
}
