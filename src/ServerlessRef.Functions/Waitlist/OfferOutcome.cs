using ServerlessRef.Domain.Waitlist;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>What became of a kept seat.</summary>
public abstract record OfferOutcome
{
    private OfferOutcome()
    {
    }

    /// <summary>It is offered to this entry, now or by an earlier attempt.</summary>
    public sealed record Offered(WaitlistEntry Entry) : OfferOutcome;

    /// <summary>The entry to withdraw it from has said yes meanwhile.</summary>
    public sealed record Accepted(string EntryId) : OfferOutcome;

    /// <summary>It is everybody's again: nobody waits, or the event has started.</summary>
    public sealed record Released : OfferOutcome;

    /// <summary>Another execution has it.</summary>
    public sealed record Duplicate : OfferOutcome;

    /// <summary>It has ended already.</summary>
    public sealed record Gone : OfferOutcome;
}
