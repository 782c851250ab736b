using System.Globalization;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain.Notices;

/// <summary>Makes the events of the contract. Ids are derived from what happened, so that a change seen twice is one event.</summary>
public static class NoticeRules
{
    /// <summary>
    /// Null while seats are left: one counter of several has run out, or somebody has cancelled since. The state's version names the
    /// occasion: whichever counter's change leads here, one fullness is one event.
    /// </summary>
    public static Notice? EventFull(SeatState state, DateTimeOffset occurredAt) => state.SeatsLeft > 0
        ? null
        : About(state, NoticeTypes.EventFull, string.Create(CultureInfo.InvariantCulture, $"{state.EventId}/{state.Version}"), occurredAt);

    /// <summary>A registration is cancelled once.</summary>
    public static Notice SeatFreed(SeatState state, string registrationId, DateTimeOffset occurredAt) =>
        About(state, NoticeTypes.SeatFreed, registrationId, occurredAt) with { RegistrationId = registrationId };

    /// <summary>A promotion is made once.</summary>
    public static Notice SeatKept(SeatState state, string promotionId, int seatPool, DateTimeOffset occurredAt) =>
        About(state, NoticeTypes.SeatKept, promotionId, occurredAt) with { PromotionId = promotionId, SeatPool = seatPool };

    /// <summary>A job that was redriven may fail again: the fence tells the occasions apart.</summary>
    public static Notice JobFailed(SeatState state, string jobId, string jobType, string reason, string fence, DateTimeOffset occurredAt) =>
        About(state, NoticeTypes.JobFailed, $"{jobId}/{fence}", occurredAt) with { JobId = jobId, JobType = jobType, Reason = reason };

    private static Notice About(SeatState state, string type, string occasion, DateTimeOffset occurredAt) => new()
    {
        Version = NoticeTypes.Version,
        Type = type,
        Id = $"{type}/{occasion}",
        OccurredAt = occurredAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        EventId = state.EventId,
        Title = state.Title,
        Capacity = state.Capacity,
        SeatsLeft = state.SeatsLeft,
    };
}
