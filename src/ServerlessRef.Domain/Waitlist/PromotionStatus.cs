namespace ServerlessRef.Domain.Waitlist;

/// <summary>States of a promotion.</summary>
public static class PromotionStatus
{
    /// <summary>The seat is kept.</summary>
    public const string Open = "open";

    /// <summary>The seat is a registration's. Final.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>The seat is everybody's again, or the next attempt's. Final.</summary>
    public const string Released = "released";
}
