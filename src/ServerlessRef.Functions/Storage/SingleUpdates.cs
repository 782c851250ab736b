using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace ServerlessRef.Functions.Storage;

/// <summary>Makes one conditional update by itself: half the price of a transaction.</summary>
public sealed class SingleUpdates(IAmazonDynamoDB database)
{
    /// <summary>The item as written, or null when the condition did not hold.</summary>
    public async Task<Dictionary<string, AttributeValue>?> TryAsync(Update update, CancellationToken cancellation)
    {
        try
        {
            var response = await database.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = update.TableName,
                    Key = update.Key,
                    UpdateExpression = update.UpdateExpression,
                    ConditionExpression = update.ConditionExpression,
                    ExpressionAttributeNames = update.ExpressionAttributeNames,
                    ExpressionAttributeValues = update.ExpressionAttributeValues,
                    ReturnValues = ReturnValue.ALL_NEW,
                },
                cancellation);
            return response.Attributes;
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }
}
