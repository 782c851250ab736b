namespace ServerlessRef.Domain.Waitlist;

/// <summary>
/// A seat that was given back and is kept for the waitlist: offered to one after the other until somebody takes it or nobody waits.
/// While it is open its seat counts as taken.
/// </summary>
/// <param name="SeatPool">The pool the seat is of.</param>
/// <param name="Status">One of <see cref="PromotionStatus"/>.</param>
/// <param name="Attempt">Which attempt to pass this seat on, from 1; a failed workflow leaves it to the next.</param>
public sealed record Promotion(string Id, string EventId, int SeatPool, string Status, int Attempt)
{
    /// <summary>Attempts at one seat before it is given back to everybody: each has failed after retries of its own, so somebody has to look.</summary>
    public const int MostAttempts = 3;

    /// <summary>How long a promotion is left alone before somebody looks whether it is still being passed on: its start takes seconds.</summary>
    public static readonly TimeSpan LookAfter = TimeSpan.FromMinutes(5);

    /// <summary>The workflow's execution that has taken it; another one has no part in it. Unset: none yet.</summary>
    public string? Execution { get; init; }

    /// <summary>Whom the seat is offered to now.</summary>
    public string? EntryId { get; init; }

    /// <summary>What it ended in, once confirmed.</summary>
    public string? RegistrationId { get; init; }

    /// <summary>The registration whose cancellation freed the seat; unset when it was free for another reason.</summary>
    public string? CancelledId { get; init; }

    /// <summary>When somebody looks next whether an execution still passes the seat on; of an open one.</summary>
    public DateTimeOffset? LookAt { get; init; }

    /// <summary>When the table deletes it; unset where the cancelled registration had no such time.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool IsOpen => Status == PromotionStatus.Open;

    /// <summary>The seat a cancelled registration had.</summary>
    public static Promotion OfCancellation(string eventId, string registrationId, int seatPool, DateTimeOffset? expiresAt, DateTimeOffset now) =>
        new(Identity.DerivedId.ForPromotion("cancellation", registrationId), eventId, seatPool, PromotionStatus.Open, Attempt: 1)
        {
            CancelledId = registrationId,
            LookAt = now + LookAfter,
            ExpiresAt = expiresAt,
        };

    /// <summary>A seat that was left when an entry came into the line.</summary>
    public static Promotion OfEntry(WaitlistEntry entry, int seatPool, DateTimeOffset now) =>
        new(Identity.DerivedId.ForPromotion("entry", entry.Id), entry.EventId, seatPool, PromotionStatus.Open, Attempt: 1) { LookAt = now + LookAfter, ExpiresAt = entry.ExpiresAt };

    /// <summary>The same seat, tried anew.</summary>
    public Promotion Again(DateTimeOffset now) => new(Identity.DerivedId.ForPromotion("again", Id), EventId, SeatPool, PromotionStatus.Open, Attempt + 1)
    {
        CancelledId = CancelledId,
        LookAt = now + LookAfter,
        ExpiresAt = ExpiresAt,
    };
}
