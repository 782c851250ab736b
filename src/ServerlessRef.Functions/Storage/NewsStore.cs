using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Notices;

namespace ServerlessRef.Functions.Storage;

/// <summary>What people were told of an event, for its organiser to read.</summary>
public sealed class NewsStore(IAmazonDynamoDB database, string tableName)
{
    // Not seatsLeft: rows that have that count seats, and 0 there is news (ChangeFilters.CounterEmpty).
    private const string Left = "left";

    /// <summary>Writes a notice; a second time writes the same.</summary>
    /// <param name="expires">When the row may go.</param>
    public Task RecordAsync(string eventId, EventNews news, DateTimeOffset expires, CancellationToken cancellation)
    {
        var item = new Dictionary<string, AttributeValue>(ItemKey.News(eventId, news.OccurredAt, news.Id))
        {
            ["id"] = new AttributeValue(news.Id),
            ["type"] = new AttributeValue(news.Type),
            ["occurredAt"] = new AttributeValue(news.OccurredAt),
            ["capacity"] = news.Capacity.ToNumber(),
            [Left] = news.SeatsLeft.ToNumber(),
            [TableSchema.TimeToLive] = expires.ToSeconds(),
        };
        item.AddUnlessNull("jobType", news.JobType is null ? null : new AttributeValue(news.JobType));
        item.AddUnlessNull("reason", news.Reason is null ? null : new AttributeValue(news.Reason));
        return database.PutItemAsync(new PutItemRequest { TableName = tableName, Item = item }, cancellation);
    }

    /// <summary>The newest of an event, newest first, each once: a notice told twice may have been made at two instants.</summary>
    public async Task<IReadOnlyList<EventNews>> NewestAsync(string eventId, CancellationToken cancellation)
    {
        var response = await database.QueryAsync(
            new QueryRequest
            {
                TableName = tableName,
                KeyConditionExpression = $"{TableSchema.PartitionKey} = :event",
                ExpressionAttributeValues = new() { [":event"] = ItemKey.News(eventId) },
                ScanIndexForward = false,
                ConsistentRead = true,
                Limit = Limits.NoticesShown,
            },
            cancellation);
        return [.. (response.Items ?? []).Select(Read).DistinctBy(news => news.Id)];
    }

    private static EventNews Read(Dictionary<string, AttributeValue> item) => new(
        item.Text("id"),
        item.Text("type"),
        item.Text("occurredAt"),
        item.Number("capacity"),
        item.Number(Left),
        item.OptionalText("jobType"),
        item.OptionalText("reason"));
}
