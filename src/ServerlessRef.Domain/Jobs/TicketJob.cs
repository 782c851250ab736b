using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Domain.Jobs;

/// <summary>The job that issues a registration's ticket.</summary>
public static class TicketJob
{
    /// <param name="registration">As it is about to be written.</param>
    /// <param name="now">When it is accepted.</param>
    public static Job For(Registration registration, DateTimeOffset now) =>
        new(registration.TicketJobId, JobType.Ticket, registration.EventId, PayloadHash.Of("ticket", registration.Id), now) { SubjectId = registration.Id };
}
