using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Functions.Storage;

/// <summary>Reads registrations; what changes seats is in <see cref="SeatTransactions"/>.</summary>
public sealed class RegistrationStore(IAmazonDynamoDB database, string tableName)
{
    // Cancelled rows are skipped after they are read; a page that found only those goes on, but not for ever.
    private const int QueriesPerPage = 5;

    /// <summary>The registration as of now, or null.</summary>
    public async Task<Registration?> FindAsync(string eventId, string registrationId, CancellationToken cancellation) =>
        await database.FindAsync(tableName, ItemKey.Registration(eventId, registrationId), cancellation) is { } item ? RegistrationItem.Read(item) : null;

    /// <summary>
    /// Registrations of an event that hold a seat, by id, and so pool after pool. A page may be shorter than asked for, even empty, while
    /// <see cref="Page{T}.Next"/> says that more follows: behind it lay many cancelled ones.
    /// </summary>
    /// <param name="after">The id the page follows, or null.</param>
    public async Task<Page<Registration>> ListConfirmedAsync(ScheduledEvent scheduled, string? after, int limit, CancellationToken cancellation)
    {
        var found = new List<Registration>();
        var pool = after is null ? 0 : DerivedId.PoolOf(after);
        var start = after is null ? null : ItemKey.Registration(scheduled.Id, after);
        for (var query = 0; query < QueriesPerPage + scheduled.Pools && pool < scheduled.Pools; query++)
        {
            var response = await database.QueryAsync(ConfirmedOf(scheduled.Id, pool, start, limit + 1 - found.Count), cancellation);
            found.AddRange((response.Items ?? []).Select(RegistrationItem.Read));
            if (found.Count > limit)
            {
                return new Page<Registration>([.. found.Take(limit)], found[limit - 1].Id);
            }

            start = response.LastEvaluatedKey;
            if (start is not { Count: > 0 })
            {
                (start, pool) = (null, pool + 1);
            }
        }

        return new Page<Registration>(found, pool < scheduled.Pools ? Position(pool, start) : null);
    }

    private static string Position(int pool, Dictionary<string, AttributeValue>? start) =>
        start is null ? DerivedId.FirstOfPool(pool) : start[TableSchema.SortKey].S[ItemKey.RegistrationPrefix.Length..];

    private QueryRequest ConfirmedOf(string eventId, int pool, Dictionary<string, AttributeValue>? start, int limit) => new()
    {
        TableName = tableName,
        KeyConditionExpression = $"{TableSchema.PartitionKey} = :pool AND begins_with({TableSchema.SortKey}, :registrations)",
        FilterExpression = "#status = :confirmed",
        ExpressionAttributeNames = new() { ["#status"] = "status" },
        ExpressionAttributeValues = new()
        {
            [":pool"] = ItemKey.Partition(eventId, pool),
            [":registrations"] = new AttributeValue(ItemKey.RegistrationPrefix),
            [":confirmed"] = new AttributeValue(RegistrationStatus.Confirmed),
        },
        ConsistentRead = true,
        ExclusiveStartKey = start,
        Limit = limit,
    };
}
