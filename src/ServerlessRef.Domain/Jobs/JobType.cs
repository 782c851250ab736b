namespace ServerlessRef.Domain.Jobs;

/// <summary>What a job does. Clients and items use the names of <see cref="JobTypes"/>.</summary>
public enum JobType
{
    /// <summary>Issues the ticket of one registration.</summary>
    Ticket,

    /// <summary>Writes an event's attendees as CSV.</summary>
    AttendeeExport,

    /// <summary>Writes an event's name badges as a page to print.</summary>
    Badges,

    /// <summary>Gives a waitlist entry its place in the line; the only type whose jobs of one event are done in the order in which they were accepted.</summary>
    WaitlistEntry,
}
