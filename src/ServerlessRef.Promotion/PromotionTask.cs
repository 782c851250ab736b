namespace ServerlessRef.PromotionTasks;

/// <summary>What the workflow asks for, as <c>task</c> of the input.</summary>
internal static class PromotionTask
{
    /// <summary>Offer the seat to the next in the line, or give it to everybody when nobody waits.</summary>
    public const string OfferNext = "offer-next";

    /// <summary>Leave the workflow's token where the answer to the offer is given.</summary>
    public const string Announce = "announce";

    /// <summary>Make the accepted offer a registration.</summary>
    public const string Confirm = "confirm";

    /// <summary>End what cannot be carried out: the seat is tried anew, or is everybody's.</summary>
    public const string GiveBack = "give-back";

    /// <summary>Look after seats whose execution is missing or has ended; a schedule asks, not the workflow.</summary>
    public const string Reconcile = "reconcile";
}
