using ServerlessRef.Domain.Events;

namespace ServerlessRef.Api.Contracts;

/// <summary>An event as sent.</summary>
/// <param name="StartsAt">ISO 8601 in UTC, to the second.</param>
/// <param name="SeatsLeft">As of now.</param>
/// <param name="Cover">Its picture.</param>
internal sealed record EventView(string Id, string Title, string StartsAt, int Capacity, int SeatsLeft, CoverView Cover)
{
    public static EventView Of(EventSeats seats, DateTimeOffset now) => new(
        seats.Event.Id,
        seats.Event.Title,
        StartTime.Format(seats.Event.StartsAt),
        seats.Event.Capacity,
        seats.SeatsLeft,
        CoverView.Of(seats.Event.Cover.At(now)));
}
