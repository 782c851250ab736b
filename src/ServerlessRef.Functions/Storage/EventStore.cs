using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Functions.Storage;

/// <summary>Reads and creates events.</summary>
public sealed class EventStore(IAmazonDynamoDB database, string tableName, Backoff backoff)
{
    // '~' sorts after the '#' between start and id: everything that starts in a given second lies before it.
    private const string AfterSecond = "~";

    /// <summary>The event as of now, or null.</summary>
    public async Task<ScheduledEvent?> FindAsync(string eventId, CancellationToken cancellation)
    {
        var response = await database.GetItemAsync(
            new GetItemRequest { TableName = tableName, Key = ItemKey.Event(eventId), ConsistentRead = true }, cancellation);
        return response.Item is { Count: > 0 } item ? EventItem.Read(item) : null;
    }

    /// <summary>Null once created; the event that already has this id otherwise.</summary>
    public async Task<ScheduledEvent?> CreateAsync(ScheduledEvent scheduled, CancellationToken cancellation)
    {
        try
        {
            await database.PutItemAsync(
                new PutItemRequest
                {
                    TableName = tableName,
                    Item = EventItem.Write(scheduled),
                    ConditionExpression = $"attribute_not_exists({TableSchema.PartitionKey})",
                },
                cancellation);
            return null;
        }
        catch (ConditionalCheckFailedException)
        {
            return await FindAsync(scheduled.Id, cancellation)
                ?? throw new InvalidDataException($"Event {scheduled.Id} exists and cannot be read; events are never deleted.");
        }
    }

    /// <summary>Events that start after <paramref name="now"/>, soonest first, with the seats left as of now.</summary>
    /// <param name="after">The position the page follows, or null.</param>
    public async Task<Page<ScheduledEvent>> ListUpcomingAsync(DateTimeOffset now, string? after, int limit, CancellationToken cancellation)
    {
        var started = StartTime.Format(now) + AfterSecond;
        var ids = await QueryIdsAsync(string.CompareOrdinal(after, started) > 0 ? after! : started, limit + 1, cancellation);
        var events = await FindManyAsync([.. ids.Take(limit)], cancellation);
        var last = ids.Count > limit ? ids[limit - 1] : null;
        return new Page<ScheduledEvent>(events, last?.SortKey);
    }

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

    // The index carries no counters (each seat would be a second write), so a page's events are read from the table, at most 100 as one batch allows.
    private async Task<IReadOnlyList<ScheduledEvent>> FindManyAsync(IReadOnlyList<IndexRow> rows, CancellationToken cancellation)
    {
        var found = new Dictionary<string, ScheduledEvent>(StringComparer.Ordinal);
        var missing = rows.Select(row => ItemKey.Event(row.Id)).ToList();
        for (var attempt = 1; missing.Count > 0; attempt++)
        {
            if (attempt > Backoff.Attempts)
            {
                throw new DependencyBusyException($"{missing.Count} events were left unread in each of {Backoff.Attempts} attempts.");
            }

            if (attempt > 1)
            {
                await backoff.WaitAsync(attempt - 1, cancellation);
            }

            var request = new BatchGetItemRequest { RequestItems = new() { [tableName] = new KeysAndAttributes { Keys = missing, ConsistentRead = true } } };
            var response = await database.BatchGetItemAsync(request, cancellation);
            foreach (var item in response.Responses?.GetValueOrDefault(tableName) ?? [])
            {
                var scheduled = EventItem.Read(item);
                found[scheduled.Id] = scheduled;
            }

            missing = response.UnprocessedKeys?.GetValueOrDefault(tableName)?.Keys ?? [];
        }

        // A batch answers in any order.
        return [.. rows.Where(row => found.ContainsKey(row.Id)).Select(row => found[row.Id])];
    }

    private sealed record IndexRow(string Id, string SortKey);
}
