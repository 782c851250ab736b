using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Functions.Storage;

/// <summary>What every store does with single items.</summary>
public static class Items
{
    /// <summary>The item as of now, or null.</summary>
    public static async Task<Dictionary<string, AttributeValue>?> FindAsync(
        this IAmazonDynamoDB database, string tableName, Dictionary<string, AttributeValue> key, CancellationToken cancellation)
    {
        var response = await database.GetItemAsync(new GetItemRequest { TableName = tableName, Key = key, ConsistentRead = true }, cancellation);
        return response.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>Writes an item that does not exist yet.</summary>
    public static Put New(string tableName, Dictionary<string, AttributeValue> item) => new()
    {
        TableName = tableName,
        Item = item,
        ConditionExpression = $"attribute_not_exists({TableSchema.PartitionKey})",
    };

    /// <summary>Writes an item that does not exist yet; the one that does comes with the refusal, so that a replay finds its first answer and costs no read.</summary>
    public static Put NewOrExisting(string tableName, Dictionary<string, AttributeValue> item)
    {
        var put = New(tableName, item);
        put.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        return put;
    }
}
