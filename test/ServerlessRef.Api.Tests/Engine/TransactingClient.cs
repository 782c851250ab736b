using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace ServerlessRef.Api.Tests.Engine;

/// <summary>
/// A client of an engine without transactions: each is applied item by item, under its conditions and one lock, and taken back when one
/// does not hold. As at AWS every item has its reason, with the old item where asked for.
/// </summary>
internal sealed class TransactingClient(AWSCredentials credentials, AmazonDynamoDBConfig config) : AmazonDynamoDBClient(credentials, config)
{
    private readonly SemaphoreSlim _lock = new(1);

    /// <summary>Transactions to cancel with TransactionConflict before any is applied.</summary>
    public int ConflictsToCome { get; set; }

    /// <summary>Transactions asked for.</summary>
    public int Count { get; private set; }

    /// <summary>Runs once, right before the next transaction: what another client does at the worst moment.</summary>
    public Func<Task>? BeforeNext { get; set; }

    public override async Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
    {
        Count++;
        if (BeforeNext is { } first)
        {
            BeforeNext = null;
            await first();
        }

        if (ConflictsToCome > 0)
        {
            ConflictsToCome--;
            throw Cancelled([.. request.TransactItems.Select((_, place) => new CancellationReason { Code = place == 1 ? "TransactionConflict" : "None" })]);
        }

        await _lock.WaitAsync(cancellationToken);
        try
        {
            return await ApplyAsync(request);
        }
        finally
        {
            _lock.Release();
        }
    }

    private async Task<TransactWriteItemsResponse> ApplyAsync(TransactWriteItemsRequest request)
    {
        var applied = new List<(string Table, Dictionary<string, AttributeValue> Key, Dictionary<string, AttributeValue>? Before)>();
        var reasons = new List<CancellationReason>();
        foreach (var item in request.TransactItems)
        {
            var (table, key, wantsOld) = Target(item);
            var before = (await GetItemAsync(new GetItemRequest { TableName = table, Key = key, ConsistentRead = true })).Item;
            try
            {
                await ApplyAsync(item);
                applied.Add((table, key, before));
                reasons.Add(new CancellationReason { Code = "None" });
            }
            catch (ConditionalCheckFailedException)
            {
                reasons.Add(new CancellationReason { Code = "ConditionalCheckFailed", Item = wantsOld ? before : null });
            }
        }

        if (applied.Count == request.TransactItems.Count)
        {
            return new TransactWriteItemsResponse();
        }

        foreach (var (table, key, before) in applied)
        {
            if (before is { Count: > 0 })
            {
                await PutItemAsync(table, before);
            }
            else
            {
                await DeleteItemAsync(table, key);
            }
        }

        throw Cancelled(reasons);
    }

    private Task ApplyAsync(TransactWriteItem item) => item switch
    {
        { Put: { } put } => PutItemAsync(new PutItemRequest
        {
            TableName = put.TableName,
            Item = put.Item,
            ConditionExpression = put.ConditionExpression,
            ExpressionAttributeNames = put.ExpressionAttributeNames,
            ExpressionAttributeValues = put.ExpressionAttributeValues,
        }),
        { Update: { } update } => UpdateItemAsync(new UpdateItemRequest
        {
            TableName = update.TableName,
            Key = update.Key,
            UpdateExpression = update.UpdateExpression,
            ConditionExpression = update.ConditionExpression,
            ExpressionAttributeNames = update.ExpressionAttributeNames,
            ExpressionAttributeValues = update.ExpressionAttributeValues,
        }),
        { Delete: { } delete } => DeleteItemAsync(new DeleteItemRequest
        {
            TableName = delete.TableName,
            Key = delete.Key,
            ConditionExpression = delete.ConditionExpression,
            ExpressionAttributeNames = delete.ExpressionAttributeNames,
            ExpressionAttributeValues = delete.ExpressionAttributeValues,
        }),
        _ => throw new NotSupportedException("Only puts, updates and deletes are written here."),
    };

    private static (string Table, Dictionary<string, AttributeValue> Key, bool WantsOld) Target(TransactWriteItem item) => item switch
    {
        { Put: { } put } => (put.TableName, new() { ["PK"] = put.Item["PK"], ["SK"] = put.Item["SK"] }, put.ReturnValuesOnConditionCheckFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD),
        { Update: { } update } => (update.TableName, update.Key, update.ReturnValuesOnConditionCheckFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD),
        { Delete: { } delete } => (delete.TableName, delete.Key, delete.ReturnValuesOnConditionCheckFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD),
        _ => throw new NotSupportedException("Only puts, updates and deletes are written here."),
    };

    private static TransactionCanceledException Cancelled(List<CancellationReason> reasons) =>
        new("Transaction cancelled", ErrorType.Sender, "TransactionCanceledException", "id", HttpStatusCode.BadRequest) { CancellationReasons = reasons };
}
