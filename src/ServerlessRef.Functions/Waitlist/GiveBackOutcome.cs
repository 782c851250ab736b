namespace ServerlessRef.Functions.Waitlist;

/// <summary>What became of the seat of a promotion that could not be carried out.</summary>
public enum GiveBackOutcome
{
    /// <summary>A new promotion has it, and its entry waits again at its old place.</summary>
    Repeated,

    /// <summary>It is everybody's again: the event has started, or it was tried often enough.</summary>
    Released,

    /// <summary>The promotion had ended, or is another execution's: nothing was done.</summary>
    Gone,
}
