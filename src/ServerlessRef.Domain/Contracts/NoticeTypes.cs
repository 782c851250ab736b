namespace ServerlessRef.Domain.Contracts;

/// <summary>What people are told about, as <c>type</c> of the events on the bus: the stack's rules and the functions read the same names (docs/events).</summary>
public static class NoticeTypes
{
    /// <summary><c>source</c> of every event on the bus.</summary>
    public const string Source = "serverlessref";

    /// <summary><c>detail-type</c> of every event on the bus: a pipe sets one for all it passes, so the kind stands in <c>detail.type</c>.</summary>
    public const string DetailType = "Notice";

    /// <summary><c>detail.version</c>: of the contract. A new optional member keeps it; anything else raises it.</summary>
    public const int Version = 1;

    /// <summary>The last seat of an event was taken.</summary>
    public const string EventFull = "event-full";

    /// <summary>A registration was cancelled: its seat is free again, or kept for the waitlist where there is one.</summary>
    public const string SeatFreed = "seat-freed";

    /// <summary>A seat is kept for the waitlist: the workflow that passes it on starts by this. People are not told.</summary>
    public const string SeatKept = "seat-kept";

    /// <summary>A job was given up.</summary>
    public const string JobFailed = "job-failed";

    /// <summary>Those people are told of.</summary>
    public static readonly IReadOnlyList<string> Told = [EventFull, SeatFreed, JobFailed];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [.. Told, SeatKept];
}
