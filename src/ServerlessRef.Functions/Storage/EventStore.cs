using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Functions.Storage;

/// <summary>Reads and creates events.</summary>
public sealed class EventStore(IAmazonDynamoDB database, string tableName, Transactions transactions, BatchReader batches, SeatCounters counters)
{
    // '~' sorts after the '#' between start and id: everything that starts in a given second lies before it.
    private const string AfterSecond = "~";

    /// <summary>The event, or null.</summary>
    public async Task<ScheduledEvent?> FindAsync(string eventId, CancellationToken cancellation) =>
        await GetAsync(eventId, cancellation) is { } item ? EventItem.Read(item) : null;

    /// <summary>The event with its seats as of now, or null.</summary>
    public async Task<EventSeats?> FindWithSeatsAsync(string eventId, CancellationToken cancellation) =>
        await GetAsync(eventId, cancellation) is { } item ? (await counters.CountAsync([item], cancellation))[0] : null;

    /// <summary>Null once created; the event that already has this id otherwise.</summary>
    public async Task<ScheduledEvent?> CreateAsync(ScheduledEvent scheduled, CancellationToken cancellation) =>
        await (scheduled.Pools == 1 ? TryPutAsync(scheduled, cancellation) : TryPutWithPoolsAsync(scheduled, cancellation))
            ? null
            : await FindAsync(scheduled.Id, cancellation)
                ?? throw new InvalidDataException($"Event {scheduled.Id} exists and cannot be read; events are never deleted.");

    /// <summary>Events that start after <paramref name="now"/>, soonest first, with the seats left as of now.</summary>
    /// <param name="after">The position the page follows, or null.</param>
    public async Task<Page<EventSeats>> ListUpcomingAsync(DateTimeOffset now, string? after, int limit, CancellationToken cancellation)
    {
        var started = StartTime.Format(now) + AfterSecond;
        var ids = await QueryIdsAsync(string.CompareOrdinal(after, started) > 0 ? after! : started, limit + 1, cancellation);
        var events = await FindManyAsync([.. ids.Take(limit)], cancellation);
        var last = ids.Count > limit ? ids[limit - 1] : null;
        return new Page<EventSeats>(events, last?.SortKey);
    }

    private Task<Dictionary<string, AttributeValue>?> GetAsync(string eventId, CancellationToken cancellation) =>
        database.FindAsync(tableName, ItemKey.Event(eventId), cancellation);

    // A transaction would cost twice as much.
    private async Task<bool> TryPutAsync(ScheduledEvent scheduled, CancellationToken cancellation)
    {
        var put = PutEvent(scheduled);
        try
        {
            await database.PutItemAsync(
                new PutItemRequest { TableName = put.TableName, Item = put.Item, ConditionExpression = put.ConditionExpression }, cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    // Where the event is not, none of its pools is.
    private async Task<bool> TryPutWithPoolsAsync(ScheduledEvent scheduled, CancellationToken cancellation)
    {
        var pools = Enumerable.Range(1, scheduled.Pools - 1).Select(pool => new Put { TableName = tableName, Item = PoolItem.WriteNew(scheduled, pool) });
        List<TransactWriteItem> items = [.. pools.Prepend(PutEvent(scheduled)).Select(put => new TransactWriteItem { Put = put })];
        return await transactions.TryCommitAsync(items, cancellation) is null;
    }

    private Put PutEvent(ScheduledEvent scheduled) => Items.New(tableName, EventItem.WriteNew(scheduled));

    // One row more than the page tells whether another page follows.
    private async Task<List<IndexRow>> QueryIdsAsync(string after, int limit, CancellationToken cancellation)
    {
        var response = await database.QueryAsync(
            new QueryRequest
            {
                TableName = tableName,
                IndexName = TableSchema.UpcomingIndex,
                KeyConditionExpression = $"{TableSchema.UpcomingPartitionKey} = :upcoming AND {TableSchema.UpcomingSortKey} > :after",
                ExpressionAttributeValues = new() { [":upcoming"] = new AttributeValue(EventItem.Upcoming), [":after"] = new AttributeValue(after) },
                Limit = limit,
            },
            cancellation);
        return [.. (response.Items ?? []).Select(item => new IndexRow(item.Text("id"), item.Text(TableSchema.UpcomingSortKey)))];
    }

    // The index carries no counters (each seat would be a second write), so a page's events are read from the table.
    private async Task<IReadOnlyList<EventSeats>> FindManyAsync(IReadOnlyList<IndexRow> rows, CancellationToken cancellation)
    {
        var items = await batches.ReadAsync(rows.Select(row => ItemKey.Event(row.Id)), cancellation);
        // A batch answers in any order.
        return await counters.CountAsync([.. rows.Select(row => items.GetValueOrDefault(ItemKey.Partition(row.Id, 0).S)).OfType<Dictionary<string, AttributeValue>>()], cancellation);
    }

    private sealed record IndexRow(string Id, string SortKey);
}
