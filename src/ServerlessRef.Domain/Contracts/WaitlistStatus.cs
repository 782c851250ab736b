namespace ServerlessRef.Domain.Contracts;

/// <summary>States of a waitlist entry, as sent and, but for <see cref="Failed"/>, as stored.</summary>
public static class WaitlistStatus
{
    /// <summary>Accepted; its place in the line is not given yet.</summary>
    public const string Queued = "queued";

    /// <summary>
    /// Queued, and the job that gives the place was given up. Never stored, only told: an operator who begins the job again brings the entry
    /// into the line, and a holder who does not want to wait for that leaves.
    /// </summary>
    public const string Failed = "failed";

    /// <summary>Has a place in the line.</summary>
    public const string Waiting = "waiting";

    /// <summary>A seat is kept for it until its offer ends.</summary>
    public const string Offered = "offered";

    /// <summary>Its holder wants the seat; the registration is being made.</summary>
    public const string Accepted = "accepted";

    /// <summary>Became a registration. Final.</summary>
    public const string Promoted = "promoted";

    /// <summary>Its holder does not want the seat. Final.</summary>
    public const string Declined = "declined";

    /// <summary>Nobody answered its offer in time. Final.</summary>
    public const string Expired = "expired";

    /// <summary>Its holder left the line. Final.</summary>
    public const string Left = "left";

    /// <summary>Accepted, but could not become a registration: the mail address has a seat already, or the event has started. Final.</summary>
    public const string Closed = "closed";

    /// <summary>All of them, in the order of a life.</summary>
    public static readonly IReadOnlyList<string> All = [Queued, Failed, Waiting, Offered, Accepted, Promoted, Declined, Expired, Left, Closed];
}
