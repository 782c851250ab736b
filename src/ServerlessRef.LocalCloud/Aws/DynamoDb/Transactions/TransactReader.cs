using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

/// <summary>
/// TransactGetItems: every item at the same moment, as no writer holds the lock of any.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
/// </summary>
internal sealed class TransactReader(DynamoEngine engine, ItemLocks locks)
{
    public static IReadOnlyList<TransactGetItem> Read(TableCatalog tables, JsonElement body)
    {
        List<TransactGetItem> gets = [.. TransactWriteRequest.Entries(body).Select(entry =>
        {
            var get = DynamoWire.Object(entry, "Get") ?? throw DynamoWire.Invalid("1 validation error detected: Value null at 'transactItems.1.member.get' failed to satisfy constraint: Member must not be null");
            var table = tables.Require(DynamoWire.Text(get, "TableName"));
            return new TransactGetItem(tables.RequireKey(table, DynamoWire.Object(get, "Key")), get);
        })];
        TransactWriteRequest.RequireDistinct(gets.Select(get => get.Key));
        return gets;
    }

    public async Task<AwsResponse> ExecuteAsync(IReadOnlyList<TransactGetItem> gets)
    {
        using var held = await locks.AcquireAsync(gets.Select(get => get.Key));
        var responses = await Task.WhenAll(gets.Select(get => engine.CallAsync("GetItem", DynamoWire.Bytes(json =>
        {
            json.WriteBoolean("ConsistentRead", value: true);
            foreach (var property in get.Body.EnumerateObject())
            {
                property.WriteTo(json);
            }
        }))));
        if (Array.Find(responses, response => response.ErrorCode is not null) is { } failed)
        {
            return failed;
        }

        return DynamoWire.Ok(json =>
        {
            json.WriteStartArray("Responses");
            foreach (var response in responses)
            {
                json.WriteStartObject();
                if (DynamoWire.Object(DynamoWire.Parse(response.Body), "Item") is { } item)
                {
                    json.WritePropertyName("Item");
                    item.WriteTo(json);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
