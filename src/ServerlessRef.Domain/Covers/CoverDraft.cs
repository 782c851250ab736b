using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain.Covers;

/// <summary>A request for an upload form whose fields are valid.</summary>
public sealed record CoverDraft(string ContentType)
{
    /// <summary>Tells a replay from a reused Idempotency-Key.</summary>
    public string PayloadHash => Identity.PayloadHash.Of("cover", ContentType);

    /// <summary>Checks every field; <paramref name="errors"/> may already hold what the reading found.</summary>
    public static Checked<CoverDraft> Check(string? contentType, FieldErrors errors)
    {
        var accepted = string.Join(", ", CoverContract.ContentTypes);
        if (contentType is null)
        {
            errors.Add("contentType", $"is missing; send one of {accepted}.");
        }
        else if (!CoverContract.ContentTypes.Contains(contentType, StringComparer.Ordinal))
        {
            errors.Add("contentType", $"is no type of picture this service takes; send one of {accepted}.");
        }

        return errors.None ? Checked.Accept(new CoverDraft(contentType!)) : Checked.Refuse<CoverDraft>(errors.ToRefusal());
    }
}
