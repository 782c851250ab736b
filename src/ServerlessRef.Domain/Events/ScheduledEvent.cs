using ServerlessRef.Domain.Covers;

namespace ServerlessRef.Domain.Events;

/// <summary>An event as stored: what stays as it was created. The seats taken are counted in its pools.</summary>
/// <param name="StartsAt">In UTC, to the second.</param>
/// <param name="Capacity">Seats in all, 1 or more.</param>
/// <param name="Pools">Over how many pools the seats are spread, 1 or more (<see cref="SeatPools"/>).</param>
/// <param name="Owner">The organiser who created it: the token's <c>sub</c>.</param>
/// <param name="PayloadHash">Of the request that created it.</param>
public sealed record ScheduledEvent(string Id, string Title, DateTimeOffset StartsAt, int Capacity, int Pools, string Owner, string PayloadHash)
{
    /// <summary>Its picture.</summary>
    public Cover Cover { get; init; } = Cover.None;

    /// <summary>From the second of its start on, nobody can register or is listed as upcoming.</summary>
    public bool HasStarted(DateTimeOffset now) => StartsAt <= now;
}
