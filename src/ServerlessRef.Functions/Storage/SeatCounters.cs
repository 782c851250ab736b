using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Functions.Storage;

/// <summary>Reads how many seats of an event's pools are taken.</summary>
public sealed class SeatCounters(BatchReader batches)
{
    /// <summary>Every pool of the event, each as of now.</summary>
    public async Task<IReadOnlyList<SeatPool>> ReadAsync(ScheduledEvent scheduled, CancellationToken cancellation)
    {
        var items = await batches.ReadAsync(Enumerable.Range(0, scheduled.Pools).Select(pool => ItemKey.Pool(scheduled.Id, pool)), cancellation);
        return [.. Enumerable.Range(0, scheduled.Pools).Select(pool => Find(scheduled.Id, pool, items))];
    }

    /// <summary>The seats left of events whose own items, and so whose pools 0, were just read. An event of one pool costs no further read.</summary>
    public async Task<IReadOnlyList<EventSeats>> CountAsync(IReadOnlyList<IReadOnlyDictionary<string, AttributeValue>> events, CancellationToken cancellation)
    {
        var read = events.Select(item => (Event: EventItem.Read(item), First: PoolItem.Read(pool: 0, item))).ToList();
        var keys = read.SelectMany(each => Others(each.Event).Select(pool => ItemKey.Pool(each.Event.Id, pool)));
        var items = await batches.ReadAsync(keys, cancellation);
        return [.. read.Select(each => new EventSeats(each.Event, each.First.Left + Others(each.Event).Sum(pool => Find(each.Event.Id, pool, items).Left)))];
    }

    private static IEnumerable<int> Others(ScheduledEvent scheduled) => Enumerable.Range(1, scheduled.Pools - 1);

    private static SeatPool Find(string eventId, int pool, IReadOnlyDictionary<string, Dictionary<string, AttributeValue>> items) =>
        items.TryGetValue(ItemKey.Partition(eventId, pool).S, out var item)
            ? PoolItem.Read(pool, item)
            : throw new InvalidDataException($"Event {eventId} has no pool {pool}; pools are made with their event and never deleted.");
}
