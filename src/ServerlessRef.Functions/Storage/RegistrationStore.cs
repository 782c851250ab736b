using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Functions.Storage;

/// <summary>Reads registrations; what changes seats is in <see cref="SeatTransactions"/>.</summary>
public sealed class RegistrationStore(IAmazonDynamoDB database, string tableName)
{
    // Cancelled rows are skipped after they are read; a page that found only those goes on, but not for ever.
    private const int QueriesPerPage = 5;

    /// <summary>The registration as of now, or null.</summary>
    public async Task<Registration?> FindAsync(string eventId, string registrationId, CancellationToken cancellation)
    {
        var response = await database.GetItemAsync(
            new GetItemRequest { TableName = tableName, Key = ItemKey.Registration(eventId, registrationId), ConsistentRead = true }, cancellation);
        return response.Item is { Count: > 0 } item ? RegistrationItem.Read(item) : null;
    }

    /// <summary>
    /// Registrations of an event that hold a seat, by id. A page may be shorter than asked for, even empty, while <see cref="Page{T}.Next"/>
    /// says that more follows: behind it lay many cancelled ones.
    /// </summary>
    /// <param name="after">The id the page follows, or null.</param>
    public async Task<Page<Registration>> ListConfirmedAsync(string eventId, string? after, int limit, CancellationToken cancellation)
    {
        var found = new List<Registration>();
        var start = after is null ? null : ItemKey.Registration(eventId, after);
        for (var query = 0; query < QueriesPerPage; query++)
        {
            var response = await database.QueryAsync(ConfirmedOf(eventId, start, limit + 1 - found.Count), cancellation);
            found.AddRange((response.Items ?? []).Select(RegistrationItem.Read));
            if (found.Count > limit)
            {
                return new Page<Registration>([.. found.Take(limit)], found[limit - 1].Id);
            }

            start = response.LastEvaluatedKey;
            if (start is not { Count: > 0 })
            {
                return new Page<Registration>(found, Next: null);
            }
        }

        return new Page<Registration>(found, start![TableSchema.SortKey].S[ItemKey.RegistrationPrefix.Length..]);
    }

    private QueryRequest ConfirmedOf(string eventId, Dictionary<string, AttributeValue>? start, int limit) => new()
    {
        TableName = tableName,
        KeyConditionExpression = $"{TableSchema.PartitionKey} = :event AND begins_with({TableSchema.SortKey}, :registrations)",
        FilterExpression = "#status = :confirmed",
        ExpressionAttributeNames = new() { ["#status"] = "status" },
        ExpressionAttributeValues = new()
        {
            [":event"] = ItemKey.EventPartition(eventId),
            [":registrations"] = new AttributeValue(ItemKey.RegistrationPrefix),
            [":confirmed"] = new AttributeValue(RegistrationStatus.Confirmed),
        },
        ConsistentRead = true,
        ExclusiveStartKey = start,
        Limit = limit,
    };
}
