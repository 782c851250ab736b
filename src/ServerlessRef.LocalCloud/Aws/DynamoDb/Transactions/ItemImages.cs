using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

/// <summary>Reads items as they are, all in one call.</summary>
internal sealed class ItemImages(DynamoEngine engine)
{
    /// <summary>By <see cref="ItemKey.Identity"/>; an item that does not exist has no entry. The items' locks are held.</summary>
    public async Task<Dictionary<string, JsonElement>> ReadAsync_NeedsLock(IReadOnlyList<ItemKey> keys)
    {
        var images = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var body = DynamoWire.Bytes(json =>
        {
            json.WriteStartObject("RequestItems");
            foreach (var table in keys.GroupBy(key => key.Table))
            {
                json.WriteStartObject(table.Key.Name);
                json.WriteBoolean("ConsistentRead", value: true);
                json.WriteStartArray("Keys");
                foreach (var key in table)
                {
                    key.WriteTo(json);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
        var tables = keys.Select(key => key.Table).Distinct().ToDictionary(table => table.Name, StringComparer.Ordinal);
        while (body.Length > 0)
        {
            var response = await engine.CallAsync("BatchGetItem", body);
            if (response.ErrorCode is not null)
            {
                throw Engines.EngineJson.Error(response.Status, response.Body);
            }

            var answer = DynamoWire.Parse(response.Body);
            foreach (var table in answer.GetProperty("Responses").EnumerateObject())
            {
                foreach (var item in table.Value.EnumerateArray())
                {
                    images[ItemKey.Find(tables[table.Name], item)!.Identity] = item;
                }
            }

            body = Remaining(answer);
        }

        return images;
    }

    // Large items: the engine answers at most a megabyte at a time.
    private static ReadOnlyMemory<byte> Remaining(JsonElement answer) =>
        answer.TryGetProperty("UnprocessedKeys", out var keys) && keys.EnumerateObject().Any()
            ? DynamoWire.Bytes(json =>
            {
                json.WritePropertyName("RequestItems");
                keys.WriteTo(json);
            })
            : default;
}
