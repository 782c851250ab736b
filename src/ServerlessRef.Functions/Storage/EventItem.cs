using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Functions.Storage;

/// <summary>An event as an item of the table.</summary>
public static class EventItem
{
    /// <summary>The partition of the index that holds every event with a start.</summary>
    internal const string Upcoming = "UPCOMING";

    public static ScheduledEvent Read(IReadOnlyDictionary<string, AttributeValue> item) => new(
        item.Text("id"),
        item.Text("title"),
        StartTime.Parse(item.Text("startsAt")),
        item.Number("capacity"),
        item.Number("seatsTaken"),
        item.Text("owner"),
        item.Text("payloadHash"));

    public static Dictionary<string, AttributeValue> Write(ScheduledEvent scheduled)
    {
        var startsAt = StartTime.Format(scheduled.StartsAt);
        return new Dictionary<string, AttributeValue>(ItemKey.Event(scheduled.Id))
        {
            ["id"] = new AttributeValue(scheduled.Id),
            ["title"] = new AttributeValue(scheduled.Title),
            ["startsAt"] = new AttributeValue(startsAt),
            ["capacity"] = scheduled.Capacity.ToNumber(),
            ["seatsTaken"] = scheduled.SeatsTaken.ToNumber(),
            [TableSchema.SeatsLeft] = (scheduled.Capacity - scheduled.SeatsTaken).ToNumber(),
            ["version"] = 1.ToNumber(),
            ["owner"] = new AttributeValue(scheduled.Owner),
            ["payloadHash"] = new AttributeValue(scheduled.PayloadHash),
            [TableSchema.UpcomingPartitionKey] = new AttributeValue(Upcoming),
            [TableSchema.UpcomingSortKey] = new AttributeValue(UpcomingSortKey(scheduled)),
        };
    }

    /// <summary>Place of an event in the index: by start, then by id.</summary>
    internal static string UpcomingSortKey(ScheduledEvent scheduled) => $"{StartTime.Format(scheduled.StartsAt)}#{scheduled.Id}";
}
