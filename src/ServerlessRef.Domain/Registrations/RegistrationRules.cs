using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Domain.Registrations;

/// <summary>Why a seat was not given: the rules, in the order in which they answer.</summary>
public static class RegistrationRules
{
    /// <summary>
    /// What to answer to a key that already has a registration: null when it is a replay, which gets its first answer again.
    /// A cancelled one has no payload hash any more, so it is refused whatever is asked.
    /// </summary>
    public static Refusal? RefuseReplay(Registration existing, string payloadHash)
    {
        if (existing.IsCancelled)
        {
            return new Refusal(ProblemTypes.RegistrationCancelled, $"Registration {existing.Id} was cancelled and its seat given back; draw a new {Headers.IdempotencyKey} to register again.");
        }

        return existing.PayloadHash == payloadHash
            ? null
            : new Refusal(ProblemTypes.IdempotencyKeyReused, $"Registration {existing.Id} was made with this key and another name or mail address; draw a new {Headers.IdempotencyKey} for a new registration.");
    }

    /// <summary>Why an event that gave no seat gave none: it has started, or else it is full.</summary>
    public static Refusal RefuseSeat(ScheduledEvent scheduled, DateTimeOffset now) => scheduled.HasStarted(now)
        ? new Refusal(ProblemTypes.EventStarted, $"It started at {StartTime.Format(scheduled.StartsAt)}.")
        : new Refusal(ProblemTypes.EventFull, $"All {scheduled.Capacity} seats are taken.");

    /// <summary>The mail address already holds a seat of this event.</summary>
    public static Refusal AlreadyRegistered() => new(ProblemTypes.AlreadyRegistered, "One mail address takes one seat of an event, and this one already has it.");

    /// <summary>One answer for a registration that does not exist, a missing token and a wrong one, so that none can be found by trying.</summary>
    public static Refusal NotFound() => new(ProblemTypes.RegistrationNotFound, $"No registration with this id belongs to this event and to the {Headers.CancellationToken} sent.");

    /// <summary>The organiser's event has no registration with this id.</summary>
    public static Refusal NoSuchAttendee() => new(ProblemTypes.RegistrationNotFound, "This event has no registration with this id.");
}
