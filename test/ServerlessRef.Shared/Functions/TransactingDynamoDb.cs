using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Shared.Functions;

/// <summary>
/// Adds to an engine without transactions those of one client: each item is applied under its condition and one lock, and all are taken
/// back when one does not hold. As at AWS every item has its reason, with the old item where asked for.
/// </summary>
public class TransactingDynamoDb(AWSCredentials credentials, AmazonDynamoDBConfig config) : AmazonDynamoDBClient(credentials, config)
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Runs instead of the next transactions until it is null again; a test's fault.</summary>
    public Func<TransactWriteItemsRequest, Task>? BeforeTransaction { get; set; }

    /// <summary>Runs after a transaction was written; a test's lost answer.</summary>
    public Action? AfterTransaction { get; set; }

    public override async Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
    {
        if (BeforeTransaction is { } before)
        {
            await before(request);
        }

        await _one.WaitAsync(cancellationToken);

        try
        {
            await CommitAsync(request.TransactItems);
        }
        finally
        {
            _one.Release();
        }

        AfterTransaction?.Invoke();
        return new TransactWriteItemsResponse();
    }

    /// <summary>As at AWS a refused update shows the item where that was asked for; the engine does not.</summary>
    public override async Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.UpdateItemAsync(request, cancellationToken);
        }
        catch (ConditionalCheckFailedException refused) when (request.ReturnValuesOnConditionCheckFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD)
        {
            refused.Item = (await GetItemAsync(new GetItemRequest { TableName = request.TableName, Key = request.Key, ConsistentRead = true }, cancellationToken)).Item;
            throw;
        }
    }

    /// <summary>A refusal with a reason for each item.</summary>
    public static TransactionCanceledException Cancelled(List<CancellationReason> reasons) =>
        new("Transaction cancelled, please refer cancellation reasons for specific reasons", ErrorType.Sender, "TransactionCanceledException", "id", HttpStatusCode.BadRequest) { CancellationReasons = reasons };

    /// <summary>Sees what a transaction wrote: each item by its keys, as it is now; null for a deleted one. What was only checked is not among them.</summary>
    protected virtual void OnCommitted(IReadOnlyList<(Dictionary<string, AttributeValue> Key, Dictionary<string, AttributeValue>? Item)> items)
    {
    }

    /// <summary>An item as a transaction finds it; null or empty when there is none.</summary>
    protected virtual async Task<Dictionary<string, AttributeValue>?> ReadOldAsync(string table, Dictionary<string, AttributeValue> key) =>
        (await GetItemAsync(new GetItemRequest { TableName = table, Key = key, ConsistentRead = true })).Item;

    private async Task CommitAsync(List<TransactWriteItem> items)
    {
        var old = await Task.WhenAll(items.Select(ReadAsync));
        var applied = await Task.WhenAll(items.Select(ApplyAsync));
        if (applied.All(result => result.Held))
        {
            OnCommitted([.. items.Zip(applied).Where(pair => pair.First.ConditionCheck is null).Select(pair => (Target(pair.First).Key, pair.Second.Item))]);
            return;
        }

        await Task.WhenAll(items.Select((item, place) => applied[place].Held ? RestoreAsync(item, old[place]) : Task.CompletedTask));
        throw Cancelled([.. items.Select((item, place) => applied[place].Held
            ? new CancellationReason { Code = "None" }
            : new CancellationReason { Code = "ConditionalCheckFailed", Item = WantsOld(item) ? old[place] : null })]);
    }

    private Task<Dictionary<string, AttributeValue>?> ReadAsync(TransactWriteItem item)
    {
        var (table, key) = Target(item);
        return ReadOldAsync(table, key);
    }

    private async Task<(bool Held, Dictionary<string, AttributeValue>? Item)> ApplyAsync(TransactWriteItem item)
    {
        try
        {
            return (true, await WriteAsync(item));
        }
        catch (ConditionalCheckFailedException)
        {
            return (false, null);
        }
    }

    private async Task<Dictionary<string, AttributeValue>?> WriteAsync(TransactWriteItem item)
    {
        switch (item)
        {
            case { Put: { } put }:
                await PutItemAsync(new PutItemRequest
                {
                    TableName = put.TableName,
                    Item = put.Item,
                    ConditionExpression = put.ConditionExpression,
                    ExpressionAttributeNames = put.ExpressionAttributeNames,
                    ExpressionAttributeValues = put.ExpressionAttributeValues,
                });
                return put.Item;
            case { Update: { } update }:
                return (await UpdateItemAsync(new UpdateItemRequest
                {
                    TableName = update.TableName,
                    Key = update.Key,
                    UpdateExpression = update.UpdateExpression,
                    ConditionExpression = update.ConditionExpression,
                    ExpressionAttributeNames = update.ExpressionAttributeNames,
                    ExpressionAttributeValues = update.ExpressionAttributeValues,
                    ReturnValues = ReturnValue.ALL_NEW,
                })).Attributes;
            case { Delete: { } delete }:
                await DeleteItemAsync(new DeleteItemRequest
                {
                    TableName = delete.TableName,
                    Key = delete.Key,
                    ConditionExpression = delete.ConditionExpression,
                    ExpressionAttributeNames = delete.ExpressionAttributeNames,
                    ExpressionAttributeValues = delete.ExpressionAttributeValues,
                });
                return null;
            case { ConditionCheck: { } check }:
                await CheckAsync(check);
                return null;
            default:
                throw new NotSupportedException("Puts, updates, deletes and condition checks are known here.");
        }
    }

    // The engine checks a condition only before a write: this one takes the item away and brings it back, under the one lock.
    private async Task CheckAsync(ConditionCheck check)
    {
        var deleted = await DeleteItemAsync(new DeleteItemRequest
        {
            TableName = check.TableName,
            Key = check.Key,
            ConditionExpression = check.ConditionExpression,
            ExpressionAttributeNames = check.ExpressionAttributeNames,
            ExpressionAttributeValues = check.ExpressionAttributeValues,
            ReturnValues = ReturnValue.ALL_OLD,
        });
        if (deleted.Attributes is { Count: > 0 } item)
        {
            await PutItemAsync(check.TableName, item);
        }
    }

    private Task RestoreAsync(TransactWriteItem item, Dictionary<string, AttributeValue>? old)
    {
        var (table, key) = Target(item);
        return old is { Count: > 0 } ? PutItemAsync(table, old) : DeleteItemAsync(table, key);
    }

    private static bool WantsOld(TransactWriteItem item) =>
        (item.Put?.ReturnValuesOnConditionCheckFailure ?? item.Update?.ReturnValuesOnConditionCheckFailure ?? item.Delete?.ReturnValuesOnConditionCheckFailure)
        == ReturnValuesOnConditionCheckFailure.ALL_OLD;

    private static (string Table, Dictionary<string, AttributeValue> Key) Target(TransactWriteItem item) => item switch
    {
        { Put: { } put } => (put.TableName, new() { [TableSchema.PartitionKey] = put.Item[TableSchema.PartitionKey], [TableSchema.SortKey] = put.Item[TableSchema.SortKey] }),
        { Update: { } update } => (update.TableName, update.Key),
        { Delete: { } delete } => (delete.TableName, delete.Key),
        { ConditionCheck: { } check } => (check.TableName, check.Key),
        _ => throw new NotSupportedException("Puts, updates, deletes and condition checks are known here."),
    };
}
