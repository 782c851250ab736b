namespace ServerlessRef.Domain.Registrations;

/// <summary>A registration as stored.</summary>
/// <param name="TokenHash">Hash of the cancellation token; stays after a cancellation, so that its holder still sees the outcome.</param>
/// <param name="TicketJobId">The job that issues the ticket.</param>
public sealed record Registration(string Id, string EventId, string Status, string TokenHash, string TicketJobId)
{
    /// <summary>Unset once cancelled.</summary>
    public string? Name { get; init; }

    /// <summary>Unset once cancelled.</summary>
    public string? Email { get; init; }

    /// <summary>Key of the mail guard; unset once cancelled.</summary>
    public string? MailHash { get; init; }

    /// <summary>Unset once cancelled.</summary>
    public string? PayloadHash { get; init; }

    /// <summary>When the table deletes it, and its mail guard. Set when it is made.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The pool its seat was taken from, and is given back to.</summary>
    public int SeatPool { get; init; }

    /// <summary>Unset until the ticket job is done.</summary>
    public Ticket? Ticket { get; init; }

    public bool IsCancelled => Status == RegistrationStatus.Cancelled;
}
