using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain.Waitlist;

/// <summary>Somebody who waits for a seat, as stored.</summary>
/// <param name="Status">One of <see cref="WaitlistStatus.All"/>, never <see cref="WaitlistStatus.Failed"/>.</param>
/// <param name="TokenHash">Hash of the cancellation token; the registration it may become carries it on.</param>
/// <param name="JobId">The job that gives it its place in the line.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
public sealed record WaitlistEntry(string Id, string EventId, string Status, string TokenHash, string JobId, DateTimeOffset AcceptedAt)
{
    /// <summary>Unset once it has ended or become a registration.</summary>
    public string? Name { get; init; }

    /// <summary>Unset once it has ended or become a registration.</summary>
    public string? Email { get; init; }

    /// <summary>Key of its mail guard; unset once it has ended or become a registration.</summary>
    public string? MailHash { get; init; }

    /// <summary>Tells a replay from a reused Idempotency-Key; unset once it has ended without a registration.</summary>
    public string? PayloadHash { get; init; }

    /// <summary>When the table deletes it, and what belongs to it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Its place in the event's line, from 1; never given twice. Unset while queued.</summary>
    public int? Position { get; init; }

    /// <summary>The promotion that offers it a seat, or did.</summary>
    public string? PromotionId { get; init; }

    /// <summary>The pool of the seat offered.</summary>
    public int? SeatPool { get; init; }

    /// <summary>Until when the offer stands.</summary>
    public DateTimeOffset? OfferedUntil { get; init; }

    /// <summary>What the waiting workflow is told the answer with.</summary>
    public string? TaskToken { get; init; }

    /// <summary>What it has become.</summary>
    public string? RegistrationId { get; init; }

    /// <summary>It is over, and no registration came of it.</summary>
    public bool HasEnded => Status is WaitlistStatus.Declined or WaitlistStatus.Expired or WaitlistStatus.Left or WaitlistStatus.Closed;

    /// <summary>Its holder said yes: what can be given back now is a registration.</summary>
    public bool IsAnswered => Status is WaitlistStatus.Accepted or WaitlistStatus.Promoted;
}
