using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Functions.Storage;

/// <summary>An event as an item of the table; it holds the counter of pool 0 as well.</summary>
public static class EventItem
{
    /// <summary>The partition of the index that holds every event with a start.</summary>
    internal const string Upcoming = "UPCOMING";

    public static ScheduledEvent Read(IReadOnlyDictionary<string, AttributeValue> item) => new(
        item.Text("id"),
        item.Text("title"),
        StartTime.Parse(item.Text("startsAt")),
        item.Number("capacity"),
        item.Number("pools"),
        item.Text("owner"),
        item.Text("payloadHash"))
    {
        Cover = CoverAttributes.Read(item),
    };

    /// <summary>An event that was just created: nobody has taken a seat.</summary>
    public static Dictionary<string, AttributeValue> WriteNew(ScheduledEvent scheduled) => new(PoolItem.WriteNew(scheduled, pool: 0))
    {
        ["id"] = new AttributeValue(scheduled.Id),
        ["title"] = new AttributeValue(scheduled.Title),
        ["capacity"] = scheduled.Capacity.ToNumber(),
        ["pools"] = scheduled.Pools.ToNumber(),
        ["owner"] = new AttributeValue(scheduled.Owner),
        ["payloadHash"] = new AttributeValue(scheduled.PayloadHash),
        [TableSchema.UpcomingPartitionKey] = new AttributeValue(Upcoming),
        [TableSchema.UpcomingSortKey] = new AttributeValue(UpcomingSortKey(scheduled)),
    };

    /// <summary>Place of an event in the index: by start, then by id.</summary>
    internal static string UpcomingSortKey(ScheduledEvent scheduled) => $"{StartTime.Format(scheduled.StartsAt)}#{scheduled.Id}";
}
