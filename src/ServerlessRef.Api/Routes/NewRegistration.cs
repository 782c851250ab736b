using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Api.Routes;

/// <summary>The registration a key and a draft lead to: the same ones always to the same.</summary>
internal static class NewRegistration
{
    public static Registration Make(ScheduledEvent scheduled, IdempotencyKey key, RegistrationDraft draft, DateTimeOffset expiresAt)
    {
        var eventId = scheduled.Id;
        var id = DerivedId.ForRegistration(eventId, key, scheduled.Pools);
        return new Registration(id, eventId, RegistrationStatus.Confirmed, HolderToken.HashOf(HolderToken.For(eventId, key)), DerivedId.ForTicketJob(id))
        {
            Name = draft.Name,
            Email = draft.Email.Address,
            MailHash = draft.Email.HashFor(eventId),
            PayloadHash = draft.PayloadHash,
            ExpiresAt = expiresAt,
        };
    }
}
