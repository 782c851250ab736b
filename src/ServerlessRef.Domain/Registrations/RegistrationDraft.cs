using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Text;

namespace ServerlessRef.Domain.Registrations;

/// <summary>A request for a seat whose fields are valid.</summary>
public sealed record RegistrationDraft(string Name, MailAddress Email)
{
    /// <summary>Tells a replay from a reused Idempotency-Key.</summary>
    public string PayloadHash => Identity.PayloadHash.Of("registration", Name, Email.Normalized);

    /// <summary>Checks every field; <paramref name="errors"/> may already hold what the reading found.</summary>
    public static Checked<RegistrationDraft> Check(string? name, string? email, FieldErrors errors)
    {
        var validName = PlainText.Check("name", name, Limits.NameMaxLength, errors);
        var validEmail = MailAddress.Check("email", email, errors);
        return errors.None && validName is not null && validEmail is not null
            ? Checked.Accept(new RegistrationDraft(validName, validEmail))
            : Checked.Refuse<RegistrationDraft>(errors.ToRefusal());
    }
}
