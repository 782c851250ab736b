using System.Text.Json;
using ServerlessRef.LocalCloud.Faults;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

/// <summary>Sends writes to the engine, without conditions: those have been evaluated under the same locks.</summary>
internal sealed class ItemWriter(DynamoEngine engine, FaultInjector? faults = null)
{
    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
    private const int BatchMax = 25;

    /// <summary>All of them, puts and deletes together in as few calls as possible; an engine is happier with one call than with four.</summary>
    /// <returns>The error of each item, in order; null: written. After an error others may be written or not.</returns>
    public async Task<AwsError?[]> WriteAsync_NeedsLock(IReadOnlyList<TransactItem> items)
    {
        var errors = new AwsError?[items.Count];
        var indexed = items.Select((item, index) => (item, index)).ToList();
        var updates = indexed.Where(entry => entry.item.Kind == TransactKind.Update).Select(async entry => errors[entry.index] = await UpdateAsync(entry.item));
        var batches = indexed.Where(entry => entry.item.Kind is TransactKind.Put or TransactKind.Delete).Chunk(BatchMax).Select(async batch =>
        {
            if (await BatchAsync([.. batch.Select(entry => entry.item)]) is null)
            {
                return;
            }

            // A batch does not say which of its items was wrong: one by one they do.
            foreach (var (item, index) in batch)
            {
                errors[index] = await BatchAsync([item]);
            }
        });
        await Task.WhenAll([.. updates, .. batches]);
        return errors;
    }

    /// <summary>Back to what was: the image, or no item.</summary>
    public async Task<AwsError?> RestoreAsync_NeedsLock(UndoItem item)
    {
        var response = await engine.CallAsync(item.Image is null ? "DeleteItem" : "PutItem", DynamoWire.Bytes(json =>
        {
            json.WriteString("TableName", item.Table);
            json.WritePropertyName(item.Image is null ? "Key" : "Item");
            (item.Image ?? item.Key).WriteTo(json);
        }));
        return Error(response);
    }

    private async Task<AwsError?> UpdateAsync(TransactItem item) => Error(await CallAsync("UpdateItem", DynamoWire.Bytes(json =>
    {
        json.WriteString("TableName", item.Key.Table.Name);
        json.WritePropertyName("Key");
        item.Key.WriteTo(json);
        json.WriteString("UpdateExpression", DynamoWire.Text(item.Body, "UpdateExpression"));
        WriteUsed(json, item, "ExpressionAttributeNames");
        WriteUsed(json, item, "ExpressionAttributeValues");
    })));

    private async Task<AwsError?> BatchAsync(IReadOnlyList<TransactItem> items)
    {
        var body = DynamoWire.Bytes(json =>
        {
            json.WriteStartObject("RequestItems");
            foreach (var table in items.GroupBy(item => item.Key.Table))
            {
                json.WriteStartArray(table.Key.Name);
                foreach (var item in table)
                {
                    json.WriteStartObject();
                    json.WriteStartObject(item.Kind == TransactKind.Put ? "PutRequest" : "DeleteRequest");
                    json.WritePropertyName(item.Kind == TransactKind.Put ? "Item" : "Key");
                    item.Body.GetProperty(item.Kind == TransactKind.Put ? "Item" : "Key").WriteTo(json);
                    json.WriteEndObject();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        });
        while (true)
        {
            var response = await CallAsync("BatchWriteItem", body);
            if (Error(response) is { } error)
            {
                return error;
            }

            if (!DynamoWire.Parse(response.Body).TryGetProperty("UnprocessedItems", out var left) || !left.EnumerateObject().Any())
            {
                return null;
            }

            body = DynamoWire.Bytes(json =>
            {
                json.WritePropertyName("RequestItems");
                left.WriteTo(json);
            });
        }
    }

    private Task<AwsResponse> CallAsync(string operation, ReadOnlyMemory<byte> body) =>
        faults is null ? engine.CallAsync(operation, body) : faults.EngineCallAsync(operation, () => engine.CallAsync(operation, body));

    private static void WriteUsed(Utf8JsonWriter json, TransactItem item, string parameter)
    {
        var used = DynamoWire.Object(item.Body, parameter)?.EnumerateObject().Where(entry => item.UpdatePlaceholders.Contains(entry.Name)).ToList() ?? [];
        if (used.Count == 0)
        {
            return;
        }

        json.WriteStartObject(parameter);
        foreach (var entry in used)
        {
            entry.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static AwsError? Error(AwsResponse response) => response.ErrorCode is null ? null : Engines.EngineJson.Error(response.Status, response.Body);
}
