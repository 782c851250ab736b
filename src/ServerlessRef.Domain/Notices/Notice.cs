using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain.Notices;

/// <summary>An event on the bus (docs/events). It names things by id and carries nobody's name, mail address or token.</summary>
public sealed record Notice
{
    /// <inheritdoc cref="NoticeTypes.Version"/>
    public required int Version { get; init; }

    /// <summary>One of <see cref="NoticeTypes.All"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The same for every delivery of the same news: what receivers deduplicate by.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened, UTC, to the second.</summary>
    public required string OccurredAt { get; init; }

    public required string EventId { get; init; }

    /// <summary>The event's title.</summary>
    public required string Title { get; init; }

    /// <summary>Seats in all.</summary>
    public required int Capacity { get; init; }

    /// <summary>Seats free when the event was made.</summary>
    public required int SeatsLeft { get; init; }

    /// <summary>Of <see cref="NoticeTypes.SeatFreed"/>: the registration that was cancelled.</summary>
    public string? RegistrationId { get; init; }

    /// <summary>Of <see cref="NoticeTypes.SeatKept"/>: what passes the seat on.</summary>
    public string? PromotionId { get; init; }

    /// <summary>Of <see cref="NoticeTypes.SeatKept"/>: the pool the seat is of.</summary>
    public int? SeatPool { get; init; }

    /// <summary>Of <see cref="NoticeTypes.JobFailed"/>.</summary>
    public string? JobId { get; init; }

    /// <summary>Of <see cref="NoticeTypes.JobFailed"/>: <c>ticket</c>, <c>ticket-mail</c>, <c>attendee-export</c>, <c>badges</c> or <c>waitlist-entry</c>.</summary>
    public string? JobType { get; init; }

    /// <summary>Of <see cref="NoticeTypes.JobFailed"/>: the error the job carries.</summary>
    public string? Reason { get; init; }
}
