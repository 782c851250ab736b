using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Domain.Waitlist;

/// <summary>Why somebody is not put in the line, or an answer to an offer is not taken.</summary>
public static class WaitlistRules
{
    /// <summary>Whether the event has a line at all now: null when one may join.</summary>
    public static Refusal? RefuseJoin(EventSeats seats, DateTimeOffset now)
    {
        if (seats.Event.HasStarted(now))
        {
            return new Refusal(ProblemTypes.EventStarted, $"It started at {StartTime.Format(seats.Event.StartsAt)}.");
        }

        return seats.SeatsLeft > 0
            ? new Refusal(ProblemTypes.EventNotFull, $"{seats.SeatsLeft} of {seats.Event.Capacity} seats are left; take one.")
            : null;
    }

    /// <summary>What to answer to a key that already has an entry: null when it is a replay, which gets its first answer again.</summary>
    /// <param name="became">The registration a promoted entry became, which has taken its data over; null: none, or none any more.</param>
    public static Refusal? RefuseReplay(WaitlistEntry existing, Registration? became, string payloadHash)
    {
        var isPromoted = existing.Status == WaitlistStatus.Promoted;
        if (existing.HasEnded || (isPromoted && became is not { Status: RegistrationStatus.Confirmed }))
        {
            return new Refusal(ProblemTypes.WaitlistEntryEnded, $"Entry {existing.Id} has ended as {existing.Status}; draw a new {Headers.IdempotencyKey} to wait again.");
        }

        return (isPromoted ? became!.PayloadHash : existing.PayloadHash) == payloadHash
            ? null
            : new Refusal(ProblemTypes.IdempotencyKeyReused, $"Entry {existing.Id} was made with this key and another name or mail address; draw a new {Headers.IdempotencyKey} for a new entry.");
    }

    /// <summary>The status a holder is told: as stored, unless the job that would give the place was given up.</summary>
    /// <param name="job">Of a queued entry, read after it. Cancelled says that the entry was left between the two readings: then it was queued at the first.</param>
    public static string StatusToTell(WaitlistEntry entry, Job? job) =>
        entry.Status == WaitlistStatus.Queued && job is { Status: JobStatus.Failed, Error: not JobErrors.Cancelled } ? WaitlistStatus.Failed : entry.Status;

    /// <summary>The mail address is in the line.</summary>
    public static Refusal AlreadyWaiting() => new(ProblemTypes.AlreadyWaiting, "One mail address has one place in the line of an event, and this one already has it.");

    /// <summary>One answer for an entry that does not exist, a missing token and a wrong one, so that none can be found by trying.</summary>
    public static Refusal NotFound() => new(ProblemTypes.WaitlistEntryNotFound, $"No waitlist entry with this id belongs to this event and to the {Headers.CancellationToken} sent.");

    /// <summary>Nothing is offered to this entry now.</summary>
    public static Refusal NoOffer(WaitlistEntry entry) => new(ProblemTypes.OfferEnded, $"Entry {entry.Id} is {entry.Status}: no seat is kept for it now.");

    /// <summary>The entry cannot be left: it is a registration, or is being made one.</summary>
    public static Refusal OfferAccepted(string registrationId) => new(ProblemTypes.OfferAccepted, $"The offer was accepted and becomes registration {registrationId}; cancel that with the same token.");
}
