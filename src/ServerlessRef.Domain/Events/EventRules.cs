using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain.Events;

/// <summary>Why an event is not created or not shown.</summary>
public static class EventRules
{
    /// <summary>An event is created before it starts: null when this one is.</summary>
    public static Refusal? RefusePast(EventDraft draft, DateTimeOffset now)
    {
        if (draft.StartsAt > now)
        {
            return null;
        }

        var errors = new FieldErrors();
        errors.Add("startsAt", $"is {StartTime.Format(draft.StartsAt)}, which is not in the future (it is {StartTime.Format(now)} now); send a later instant.");
        return errors.ToRefusal();
    }

    /// <summary>What to answer to a key that already made an event: null when it is a replay.</summary>
    public static Refusal? RefuseReplay(ScheduledEvent existing, string payloadHash) => existing.PayloadHash == payloadHash
        ? null
        : new Refusal(ProblemTypes.IdempotencyKeyReused, $"Event {existing.Id} was made with this key and other content; draw a new {Headers.IdempotencyKey} for a new event.");

    /// <summary>There is none, or it belongs to somebody else: the two are not told apart.</summary>
    public static Refusal NotFound(string eventId) => new(ProblemTypes.EventNotFound, DescribeMissing(eventId));

    private static string DescribeMissing(string eventId) => Identity.DerivedId.IsEventId(eventId)
        ? $"There is no event {eventId} here."
        : "The path does not name an event; ids look like evt_ and 26 characters.";
}
