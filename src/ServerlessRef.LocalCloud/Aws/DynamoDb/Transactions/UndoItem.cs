using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

/// <summary>What an item was before a transaction wrote it.</summary>
/// <param name="Image">Null: it did not exist.</param>
internal sealed record UndoItem(string Table, JsonElement Key, JsonElement? Image)
{
    public static UndoItem Of(ItemKey key, JsonElement? image)
    {
        var bytes = DynamoWire.Bytes(json =>
        {
            json.WritePropertyName("key");
            key.WriteTo(json);
        });
        return new UndoItem(key.Table.Name, DynamoWire.Parse(bytes).GetProperty("key"), image);
    }
}
