using System.Text.Json;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb;

/// <summary>The items one table's part of a BatchGetItem or BatchWriteItem touches.</summary>
internal static class BatchKeys
{
    /// <returns>Without what is malformed: the engine refuses such a batch as a whole.</returns>
    public static IEnumerable<ItemKey> Read(Table? table, JsonElement part)
    {
        if (table is null)
        {
            return [];
        }

        IEnumerable<JsonElement?> attributes = part.ValueKind == JsonValueKind.Object && part.TryGetProperty("Keys", out var keys) && keys.ValueKind == JsonValueKind.Array
            ? keys.EnumerateArray().Select(key => (JsonElement?)key)
            : part.ValueKind == JsonValueKind.Array ? part.EnumerateArray().Select(Written) : [];
        return attributes.Select(key => key is { ValueKind: JsonValueKind.Object } found ? ItemKey.Find(table, found) : null).OfType<ItemKey>();
    }

    private static JsonElement? Written(JsonElement write) =>
        DynamoWire.Object(write, "PutRequest") is { } put ? DynamoWire.Object(put, "Item")
        : DynamoWire.Object(write, "DeleteRequest") is { } delete ? DynamoWire.Object(delete, "Key")
        : null;
}
