using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Notify;

/// <summary>
/// Which notices were told. One is claimed before it is published and marked after: who dies in between leaves a claim that ends, and the
/// next delivery tells it again. A duplicate is possible, a loss is not.
/// </summary>
/// <param name="lease">Longer than this function may run, shorter than Lambda's first wait before it tries a failed event again (one minute).</param>
internal sealed class NoticeLedger(IAmazonDynamoDB database, string tableName, TimeProvider time, TimeSpan lease)
{
    /// <summary>Longer than any hop before keeps an event: bus and Lambda a day at most, dead-letter queues 14 days.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(15);

    public async Task<NoticeClaim> ClaimAsync(string id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        try
        {
            await database.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = tableName,
                    Key = Key(id),
                    UpdateExpression = $"SET leaseUntil = :until, {TableSchema.TimeToLive} = :expires",
                    ConditionExpression = "attribute_not_exists(toldAt) AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :now)",
                    ExpressionAttributeValues = new()
                    {
                        [":until"] = Number((now + lease).ToUnixTimeMilliseconds()),
                        [":now"] = Number(now.ToUnixTimeMilliseconds()),
                        [":expires"] = Number((now + Remembered).ToUnixTimeSeconds()),
                    },
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                },
                cancellation);
            return NoticeClaim.Ours;
        }
        catch (ConditionalCheckFailedException refused)
        {
            return refused.Item?.ContainsKey("toldAt") == true ? NoticeClaim.Told : NoticeClaim.Held;
        }
    }

    public Task MarkToldAsync(string id, CancellationToken cancellation) => database.UpdateItemAsync(
        new UpdateItemRequest
        {
            TableName = tableName,
            Key = Key(id),
            UpdateExpression = "SET toldAt = :now REMOVE leaseUntil",
            ExpressionAttributeValues = new() { [":now"] = Number(time.GetUtcNow().ToUnixTimeMilliseconds()) },
        },
        cancellation);

    private static Dictionary<string, AttributeValue> Key(string id) => new()
    {
        [TableSchema.PartitionKey] = new AttributeValue(TableSchema.NoticePrefix + id),
        [TableSchema.SortKey] = new AttributeValue("META"),
    };

    private static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };
}
