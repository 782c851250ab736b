using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Functions.Storage;

/// <summary>Reads many items by their keys, each as of now.</summary>
public sealed class BatchReader(IAmazonDynamoDB database, string tableName, Backoff backoff)
{
    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
    private const int MostKeys = 100;

    /// <summary>Those that exist, by partition key: a caller asks for one item of a partition.</summary>
    public async Task<IReadOnlyDictionary<string, Dictionary<string, AttributeValue>>> ReadAsync(
        IEnumerable<Dictionary<string, AttributeValue>> keys, CancellationToken cancellation)
    {
        var batches = await Task.WhenAll(keys.Chunk(MostKeys).Select(batch => ReadBatchAsync([.. batch], cancellation)));
        return batches.SelectMany(items => items).ToDictionary(item => item[TableSchema.PartitionKey].S, StringComparer.Ordinal);
    }

    private async Task<List<Dictionary<string, AttributeValue>>> ReadBatchAsync(List<Dictionary<string, AttributeValue>> missing, CancellationToken cancellation)
    {
        var found = new List<Dictionary<string, AttributeValue>>();
        for (var attempt = 1; missing.Count > 0; attempt++)
        {
            if (attempt > Backoff.Attempts)
            {
                throw new DependencyBusyException($"{missing.Count} items were left unread in each of {Backoff.Attempts} attempts.");
            }

            if (attempt > 1)
            {
                await backoff.WaitAsync(attempt - 1, cancellation);
            }

            var request = new BatchGetItemRequest { RequestItems = new() { [tableName] = new KeysAndAttributes { Keys = missing, ConsistentRead = true } } };
            var response = await database.BatchGetItemAsync(request, cancellation);
            found.AddRange(response.Responses?.GetValueOrDefault(tableName) ?? []);
            missing = response.UnprocessedKeys?.GetValueOrDefault(tableName)?.Keys ?? [];
        }

        return found;
    }
}
