using ServerlessRef.Domain;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Api.Jobs;

/// <summary>The rules for starting a job.</summary>
internal static class JobDraft
{
    /// <summary>The type, one of those a client may start.</summary>
    public static Checked<string> CheckType(string? type, FieldErrors errors)
    {
        var accepted = string.Join(" or ", Limits.JobTypes);
        if (type is null)
        {
            errors.Add("type", $"is missing; send {accepted}.");
        }
        else if (!Limits.JobTypes.Contains(type, StringComparer.Ordinal))
        {
            errors.Add("type", $"is no type of job; send {accepted}.");
        }

        return errors.None ? Checked.Accept(type!) : Checked.Refuse<string>(errors.ToRefusal());
    }

    /// <summary>What to answer to a key that already started a job: null when it is a replay.</summary>
    public static Refusal? RefuseReplay(string existingId, string existingPayloadHash, string payloadHash) => existingPayloadHash == payloadHash
        ? null
        : new Refusal(ProblemTypes.IdempotencyKeyReused, $"Job {existingId} was started with this key and another type; draw a new {Headers.IdempotencyKey} for a new job.");
}
