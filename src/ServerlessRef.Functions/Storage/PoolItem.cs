using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Functions.Storage;

/// <summary>The counter of a pool as attributes of an item: the event's own for pool 0, an item by itself for the others.</summary>
public static class PoolItem
{
    public static SeatPool Read(int pool, IReadOnlyDictionary<string, AttributeValue> item) =>
        new(pool, item.Number("seats"), item.Number("seatsTaken"), item.Number("version"));

    /// <summary>A pool nobody has taken a seat from. The start is here too: whether a seat can be taken is asked of this item alone.</summary>
    public static Dictionary<string, AttributeValue> WriteNew(ScheduledEvent scheduled, int pool)
    {
        var seats = SeatPools.SeatsOf(pool, scheduled.Pools, scheduled.Capacity).ToNumber();
        return new(ItemKey.Pool(scheduled.Id, pool))
        {
            ["startsAt"] = new AttributeValue(StartTime.Format(scheduled.StartsAt)),
            ["seats"] = seats,
            ["seatsTaken"] = 0.ToNumber(),
            // A filter of the table's stream compares with numbers only, not with another attribute.
            [TableSchema.SeatsLeft] = seats,
            ["version"] = 1.ToNumber(),
        };
    }
}
