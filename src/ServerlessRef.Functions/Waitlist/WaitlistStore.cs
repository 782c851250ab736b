using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>Reads the waitlist, each item as of now.</summary>
public sealed class WaitlistStore(IAmazonDynamoDB database, string tableName)
{
    /// <summary>The entry, or null.</summary>
    public async Task<WaitlistEntry?> FindAsync(string eventId, string entryId, CancellationToken cancellation) =>
        await database.FindAsync(tableName, ItemKey.WaitlistEntry(eventId, entryId), cancellation) is { } item ? WaitlistItem.Read(item) : null;

    /// <summary>The promotion, or null.</summary>
    public async Task<Promotion?> FindPromotionAsync(string eventId, string promotionId, CancellationToken cancellation) =>
        await database.FindAsync(tableName, ItemKey.Promotion(eventId, promotionId), cancellation) is { } item ? PromotionItem.Read(item) : null;

    /// <summary>Kept seats somebody should have looked after before <paramref name="now"/>, the longest overdue first. From the index: a moment old.</summary>
    public async Task<IReadOnlyList<Promotion>> QueryUnattendedAsync(DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        var response = await database.QueryAsync(
            new QueryRequest
            {
                TableName = tableName,
                IndexName = TableSchema.JobsIndex,
                KeyConditionExpression = $"{TableSchema.JobsPartitionKey} = :kept AND {TableSchema.JobsSortKey} < :now",
                ExpressionAttributeValues = new() { [":kept"] = PromotionItem.Kept, [":now"] = new AttributeValue(JobItem.SortTime(now)) },
                Limit = limit,
            },
            cancellation);
        return [.. (response.Items ?? []).Select(PromotionItem.Read)];
    }

    /// <summary>The event with its line.</summary>
    /// <exception cref="InvalidDataException">There is no such event; events are never deleted.</exception>
    public async Task<LineState> ReadLineAsync(string eventId, CancellationToken cancellation) =>
        await database.FindAsync(tableName, ItemKey.Event(eventId), cancellation) is { } item
            ? LineState.Read(item)
            : throw new InvalidDataException($"Event {eventId} has a waitlist and no row; events are never deleted.");

    /// <summary>The first in the line: its id and place, or null when nobody waits.</summary>
    public async Task<FirstInLine?> FindFirstAsync(string eventId, CancellationToken cancellation)
    {
        var response = await database.QueryAsync(
            new QueryRequest
            {
                TableName = tableName,
                KeyConditionExpression = $"{TableSchema.PartitionKey} = :line",
                ExpressionAttributeValues = new() { [":line"] = ItemKey.Line(eventId) },
                ConsistentRead = true,
                Limit = 1,
            },
            cancellation);
        return (response.Items ?? []) is [var place, ..] ? new FirstInLine(place.Text(WaitlistItem.EntryId), ItemKey.PositionOf(place[TableSchema.SortKey].S)) : null;
    }
}
