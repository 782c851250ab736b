namespace ServerlessRef.Domain.Contracts;

/// <summary>Bounds of what a client may send: the gateway's request models and the domain's rules read the same numbers.</summary>
public static class Limits
{
    /// <summary>Shortest <c>Idempotency-Key</c>, in characters.</summary>
    public const int IdempotencyKeyMinLength = 16;

    /// <summary>Longest <c>Idempotency-Key</c>, in characters.</summary>
    public const int IdempotencyKeyMaxLength = 128;

    /// <summary>Longest title of an event, in UTF-16 code units.</summary>
    public const int TitleMaxLength = 120;

    /// <summary>Most seats of one event.</summary>
    public const int CapacityMax = 100_000;

    /// <summary>Longest name of an attendee, in UTF-16 code units.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Longest mail address, in characters (RFC 5321 section 4.5.3.1.3: 256 with the angle brackets).</summary>
    public const int EmailMaxLength = 254;

    /// <summary>Largest request body the functions read, in bytes: what the web ACL's common rule set lets through (8 KB).</summary>
    public const int BodyMaxBytes = 8 * 1024;

    /// <summary>Smallest page of a list.</summary>
    public const int PageMin = 1;

    /// <summary>Largest page of a list.</summary>
    public const int PageMax = 100;

    /// <summary>Page of a list when the client names none.</summary>
    public const int PageDefault = 20;

    /// <summary>Most notices of an event its organiser is shown, the newest ones.</summary>
    public const int NoticesShown = 20;

    /// <summary>Job types a client may start with <c>POST /v1/events/{eventId}/jobs</c>.</summary>
    public static readonly IReadOnlyList<string> JobTypes = ["attendee-export", "badges"];
}
