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

    /// <summary>The event gives no seat: it has started, or there was a moment at which all of its seats were taken.</summary>
    public sealed record NoSeat : SeatOutcome;
}
