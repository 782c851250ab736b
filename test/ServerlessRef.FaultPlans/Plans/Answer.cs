namespace ServerlessRef.FaultPlans.Plans;

/// <summary>What somebody says to the offer of a seat.</summary>
internal enum Answer
{
    Yes,

    No,

    /// <summary>Nothing: the offer runs out.</summary>
    None,
}
