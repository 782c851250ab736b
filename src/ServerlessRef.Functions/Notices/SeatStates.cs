using Amazon.DynamoDBv2;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Notices;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Notices;

/// <summary>Reads how an event's seats stand now, over all of its pools.</summary>
public sealed class SeatStates(IAmazonDynamoDB database, string tableName, SeatCounters counters)
{
    // Readings of the pools before the batch is left to the pipe, which hands it over again: each lost to somebody who took or gave back a seat.
    private const int Rounds = 8;

    /// <exception cref="InvalidDataException">There is no such event; events are never deleted.</exception>
    /// <exception cref="DependencyBusyException">Seats came and went between all readings.</exception>
    public async Task<SeatState> ReadAsync(string eventId, CancellationToken cancellation)
    {
        if (await database.FindAsync(tableName, ItemKey.Event(eventId), cancellation) is not { } item)
        {
            throw new InvalidDataException($"Event {eventId} has changes and no row; events are never deleted.");
        }

        var scheduled = EventItem.Read(item);
        var pools = scheduled.Pools == 1 ? [PoolItem.Read(pool: 0, item)] : await ReadPoolsAsync(scheduled, cancellation);

        // Every seat taken or given back raises the version of one pool, so the sum names the state.
        return new SeatState(eventId, scheduled.Title, scheduled.Capacity, pools.Sum(pool => pool.Left), pools.Sum(pool => (long)pool.Version));
    }

    // Pools are read one by one: that each was full when it was read is no proof that the event was, which is what people would be told.
    private async Task<IReadOnlyList<SeatPool>> ReadPoolsAsync(ScheduledEvent scheduled, CancellationToken cancellation)
    {
        IReadOnlyList<SeatPool> before = [];
        for (var round = 1; round <= Rounds; round++)
        {
            var pools = await counters.ReadAsync(scheduled, cancellation);
            if (pools.Any(pool => !pool.IsFull) || SeatPools.WereFullAtOnce(before, pools))
            {
                return pools;
            }

            before = pools;
        }

        throw new DependencyBusyException($"The pools of event {scheduled.Id} changed between each of {Rounds} readings.");
    }
}
