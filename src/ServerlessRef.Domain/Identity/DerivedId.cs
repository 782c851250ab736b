using System.Buffers;

namespace ServerlessRef.Domain.Identity;

/// <summary>
/// Ids derived from the caller, the route and the Idempotency-Key: a retry finds its own row, and no generator has to be unique.
/// A prefix and 128 bits in base32, so 30 characters.
/// </summary>
public static class DerivedId
{
    private const string EventPrefix = "evt_";
    private const string RegistrationPrefix = "reg_";
    private const string JobPrefix = "job_";
    private const string CoverPrefix = "cov_";
    private const int Bytes = 16;
    private const int PrefixLength = 4;

    private static readonly SearchValues<char> Base32Characters = SearchValues.Create(Base32.Alphabet);

    /// <summary>The event an organiser (<paramref name="owner"/>, the token's <c>sub</c>) creates with this key.</summary>
    public static string ForEvent(string owner, IdempotencyKey key) => Make(EventPrefix, "POST /v1/events", owner, key.Value);

    /// <summary>The registration taken with this key. Its caller has no name: who knows the key is the holder.</summary>
    public static string ForRegistration(string eventId, IdempotencyKey key) => Make(RegistrationPrefix, "POST /v1/events/{eventId}/registrations", eventId, key.Value);

    /// <summary>The one ticket job of a registration.</summary>
    public static string ForTicketJob(string registrationId) => Make(JobPrefix, "ticket", registrationId);

    /// <summary>The job an organiser starts for an event with this key.</summary>
    public static string ForJob(string owner, string eventId, IdempotencyKey key) => Make(JobPrefix, "POST /v1/events/{eventId}/jobs", owner, eventId, key.Value);

    /// <summary>The upload of a cover an organiser begins for an event with this key.</summary>
    public static string ForCoverUpload(string owner, string eventId, IdempotencyKey key) => Make(CoverPrefix, "POST /v1/events/{eventId}/cover", owner, eventId, key.Value);

    /// <summary>Whether the text can be an event's id at all; one that cannot needs no read.</summary>
    public static bool IsEventId(string? text) => HasForm(text, EventPrefix);

    /// <summary>Whether the text can be a registration's id at all.</summary>
    public static bool IsRegistrationId(string? text) => HasForm(text, RegistrationPrefix);

    /// <summary>Whether the text can be a job's id at all.</summary>
    public static bool IsJobId(string? text) => HasForm(text, JobPrefix);

    private static string Make(string prefix, string route, params ReadOnlySpan<string> parts) =>
        prefix + Base32.Encode(Derivation.Hash("id/" + route, parts).AsSpan(0, Bytes));

    private static bool HasForm(string? text, string prefix) =>
        text is not null
        && text.Length == PrefixLength + Base32.LengthOf(Bytes)
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && !text.AsSpan(PrefixLength).ContainsAnyExcept(Base32Characters);
}
