using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>
/// The table engine, with transactions, and with what it holds kept here as well: every write passes here, so reads of single items and what a
/// write found need no call. That both are the same is checked at the end of each plan.
/// </summary>
/// <param name="committed">Sees what each write or transaction changed, as it takes effect.</param>
internal sealed class ObservedTable(Uri endpoint, Action<IReadOnlyList<Change>> committed)
    : TransactingDynamoDb(new BasicAWSCredentials("test", "test"), new AmazonDynamoDBConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 })
{
    private readonly Dictionary<(string Partition, string Sort), Dictionary<string, AttributeValue>> _items = [];

    /// <summary>Every item there is.</summary>
    public IReadOnlyCollection<Dictionary<string, AttributeValue>> Items => _items.Values;

    /// <summary>An item as of now; null when there is none.</summary>
    public Dictionary<string, AttributeValue>? Find(string partition, string sort) =>
        _items.TryGetValue((partition, sort), out var item) ? new(item) : null;

    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GetItemResponse { Item = Find(request.Key) });

    public override Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new BatchGetItemResponse
        {
            Responses = request.RequestItems.ToDictionary(table => table.Key, table => table.Value.Keys.Select(Find).OfType<Dictionary<string, AttributeValue>>().ToList()),
            UnprocessedKeys = [],
        });

    /// <summary>The sweeper looks into eight shards every minute, most of them empty, and nobody waits for most of the time: only what finds something is asked of the engine.</summary>
    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
        request.IndexName == TableSchema.JobsIndex && !_items.Values.Any(item => item.TryGetValue(TableSchema.JobsPartitionKey, out var shard) && request.ExpressionAttributeValues.Values.Any(value => value.S == shard.S))
            ? Task.FromResult(new QueryResponse { Items = [] })
            : base.QueryAsync(request, cancellationToken);

    /// <summary>A single put.</summary>
    public async Task<PutItemResponse> PutAsync(PutItemRequest request)
    {
        var response = await PutItemAsync(request);
        OnCommitted([(request.Item, request.Item)]);
        return response;
    }

    /// <summary>A single update.</summary>
    public async Task<UpdateItemResponse> UpdateAsync(UpdateItemRequest request)
    {
        request.ReturnValues = ReturnValue.ALL_NEW;
        var response = await UpdateItemAsync(request);
        OnCommitted([(request.Key, response.Attributes)]);
        return response;
    }

    protected override Task<Dictionary<string, AttributeValue>?> ReadOldAsync(string table, Dictionary<string, AttributeValue> key) => Task.FromResult(Find(key));

    protected override void OnCommitted(IReadOnlyList<(Dictionary<string, AttributeValue> Key, Dictionary<string, AttributeValue>? Item)> items)
    {
        var changes = items.Select(written => Keep(written.Key[TableSchema.PartitionKey].S, written.Key[TableSchema.SortKey].S, written.Item)).ToList();
        committed(changes);
    }

    private Change Keep(string partition, string sort, Dictionary<string, AttributeValue>? item)
    {
        var old = _items.GetValueOrDefault((partition, sort));
        if (item is null)
        {
            _items.Remove((partition, sort));
        }
        else
        {
            _items[(partition, sort)] = item;
        }

        return new Change(partition, sort, old, item);
    }

    private Dictionary<string, AttributeValue>? Find(Dictionary<string, AttributeValue> key) => Find(key[TableSchema.PartitionKey].S, key[TableSchema.SortKey].S);
}
