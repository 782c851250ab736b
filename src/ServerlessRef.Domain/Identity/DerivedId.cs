using System.Buffers;
using System.Buffers.Binary;

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
    private const string WaitlistPrefix = "wai_";
    private const string PromotionPrefix = "prm_";
    private const int Bytes = 16;
    private const int PrefixLength = 4;

    private static readonly SearchValues<char> Base32Characters = SearchValues.Create(Base32.Alphabet);

    /// <summary>The event an organiser (<paramref name="owner"/>, the token's <c>sub</c>) creates with this key.</summary>
    public static string ForEvent(string owner, IdempotencyKey key) => Make(EventPrefix, "POST /v1/events", owner, key.Value);

    /// <summary>
    /// The registration taken with this key. Its caller has no name: who knows the key is the holder. The first character names its pool, so
    /// that whoever has the id finds the row.
    /// </summary>
    /// <param name="pools">Pools of the event: the same number always, or a retry would not find its row.</param>
    public static string ForRegistration(string eventId, IdempotencyKey key, int pools) =>
        MakeRegistration(Derivation.Hash("id/POST /v1/events/{eventId}/registrations", eventId, key.Value), pools);

    /// <summary>The one registration a waitlist entry can become.</summary>
    /// <param name="pools">Pools of the event.</param>
    public static string ForPromotedRegistration(string entryId, int pools) => MakeRegistration(Derivation.Hash("id/promoted", entryId), pools);

    /// <summary>The waitlist entry made with this key. Its caller has no name: who knows the key is the holder.</summary>
    public static string ForWaitlistEntry(string eventId, IdempotencyKey key) => Make(WaitlistPrefix, "POST /v1/events/{eventId}/waitlist", eventId, key.Value);

    /// <summary>The one job that gives a waitlist entry its place.</summary>
    public static string ForWaitlistJob(string entryId) => Make(JobPrefix, "waitlist-entry", entryId);

    /// <summary>The promotion of one seat that became free once.</summary>
    /// <param name="occasion">Why the seat is free.</param>
    /// <param name="id">What is named by it: a reason that happens to one thing once.</param>
    public static string ForPromotion(string occasion, string id) => Make(PromotionPrefix, "promotion/" + occasion, id);

    /// <summary>The pool a registration's id names: its row lies there, and its seat is looked for there first.</summary>
    /// <param name="registrationId">A registration's id, or whatever a client sent for one: what is none lies in pool 0, where nobody finds it.</param>
    public static int PoolOf(string registrationId) =>
        registrationId.Length > PrefixLength ? Math.Max(0, Base32.Alphabet.IndexOf(registrationId[PrefixLength], StringComparison.Ordinal)) : 0;

    /// <summary>What comes before every registration's id of this pool, and after those of the pools before it.</summary>
    public static string FirstOfPool(int pool) => RegistrationPrefix + Base32.Alphabet[pool];

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

    /// <summary>Whether the text can be a waitlist entry's id at all.</summary>
    public static bool IsWaitlistEntryId(string? text) => HasForm(text, WaitlistPrefix);

    /// <summary>Whether the text can be a job's id at all.</summary>
    public static bool IsJobId(string? text) => HasForm(text, JobPrefix);

    private static string MakeRegistration(byte[] hash, int pools)
    {
        // Other bytes than those of the id, or ids of one pool would be fewer.
        var pool = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(Bytes)) % (uint)pools;
        return $"{RegistrationPrefix}{Base32.Alphabet[(int)pool]}{Base32.Encode(hash.AsSpan(0, Bytes)).AsSpan(1)}";
    }

    private static string Make(string prefix, string route, params ReadOnlySpan<string> parts) =>
        prefix + Base32.Encode(Derivation.Hash("id/" + route, parts).AsSpan(0, Bytes));

    private static bool HasForm(string? text, string prefix) =>
        text is not null
        && text.Length == PrefixLength + Base32.LengthOf(Bytes)
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && !text.AsSpan(PrefixLength).ContainsAnyExcept(Base32Characters);
}
