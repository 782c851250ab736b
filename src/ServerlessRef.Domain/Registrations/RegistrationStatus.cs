namespace ServerlessRef.Domain.Registrations;

/// <summary>States of a registration, as stored and as sent.</summary>
public static class RegistrationStatus
{
    /// <summary>Holds a seat.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Gave its seat back; name, mail and payload hash are gone. Final.</summary>
    public const string Cancelled = "cancelled";
}
