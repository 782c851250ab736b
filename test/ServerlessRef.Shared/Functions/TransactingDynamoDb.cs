using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace ServerlessRef.Shared.Functions;

/// <summary>
/// Adds to an engine without transactions those of one client: each item is tried alone and undone, and only when all conditions held
/// are all written. Updates only, as the workers use.
/// </summary>
public sealed class TransactingDynamoDb(AWSCredentials credentials, AmazonDynamoDBConfig config) : AmazonDynamoDBClient(credentials, config)
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
            var reasons = new List<CancellationReason>();

            foreach (var update in request.TransactItems.Select(item => item.Update))
            {
                reasons.Add(new CancellationReason { Code = await HoldsAsync(update) ? "None" : "ConditionalCheckFailed" });
            }

            if (reasons.Exists(reason => reason.Code != "None"))
            {
                throw new TransactionCanceledException("Transaction cancelled, please refer cancellation reasons for specific reasons") { CancellationReasons = reasons };
            }

            foreach (var item in request.TransactItems)
            {
                await UpdateItemAsync(Request(item.Update), cancellationToken);
            }
        }
        finally
        {
            _one.Release();
        }

        AfterTransaction?.Invoke();
        return new TransactWriteItemsResponse();
    }

    private async Task<bool> HoldsAsync(Update update)
    {
        var before = (await GetItemAsync(new GetItemRequest(update.TableName, update.Key, true))).Item;

        try
        {
            await UpdateItemAsync(Request(update));
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }

        await (before is { Count: > 0 } ? PutItemAsync(update.TableName, before) : (Task)DeleteItemAsync(update.TableName, update.Key));
        return true;
    }

    private static UpdateItemRequest Request(Update update) => new()
    {
        TableName = update.TableName,
        Key = update.Key,
        UpdateExpression = update.UpdateExpression,
        ConditionExpression = update.ConditionExpression,
        ExpressionAttributeNames = update.ExpressionAttributeNames,
        ExpressionAttributeValues = update.ExpressionAttributeValues,
    };
}
