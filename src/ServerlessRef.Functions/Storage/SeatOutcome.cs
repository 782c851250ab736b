using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Functions.Storage;

/// <summary>How the attempt to take a seat ended.</summary>
public abstract record SeatOutcome
{
    private SeatOutcome()
    {
    }

    /// <summary>Seat, registration, mail guard and ticket job are written.</summary>
    public sealed record Taken : SeatOutcome;

    /// <summary>The Idempotency-Key already has a registration.</summary>
    public sealed record Replayed(Registration Existing) : SeatOutcome;

    /// <summary>Somebody with this mail address has a seat.</summary>
    public sealed record MailTaken : SeatOutcome;

    /// <summary>The event gives no seat.</summary>
    /// <param name="Scheduled">The event as it was when it refused; null when there is none.</param>
    public sealed record NoSeat(ScheduledEvent? Scheduled) : SeatOutcome;
}
