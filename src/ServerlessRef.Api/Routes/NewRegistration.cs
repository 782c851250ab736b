using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Api.Routes;

/// <summary>The registration a key and a draft lead to: the same ones always to the same.</summary>
internal static class NewRegistration
{
    public static Registration Make(string eventId, IdempotencyKey key, RegistrationDraft draft, DateTimeOffset expiresAt)
    {
        var id = DerivedId.ForRegistration(eventId, key);
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
