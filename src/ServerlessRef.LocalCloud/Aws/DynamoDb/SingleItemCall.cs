using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb;

/// <summary>
/// GetItem, PutItem, UpdateItem and DeleteItem, with what the engine lacks: the item in a failed condition's error,
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html (ReturnValuesOnConditionCheckFailure).
/// </summary>
internal static class SingleItemCall
{
    private const string ReturnOnFailure = "ReturnValuesOnConditionCheckFailure";

    /// <param name="key">Its lock is held, so the item read after the failure is the one that failed the condition.</param>
    public static async Task<AwsResponse> ExecuteAsync(DynamoEngine engine, string operation, JsonElement body, ReadOnlyMemory<byte> wire, ItemKey? key)
    {
        if (DynamoWire.Text(body, ReturnOnFailure) is not { } wanted)
        {
            return await engine.CallAsync(operation, wire);
        }

        if (wanted is not ("ALL_OLD" or "NONE"))
        {
            throw DynamoWire.Invalid($"1 validation error detected: Value '{wanted}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]");
        }

        var response = await engine.CallAsync(operation, DynamoWire.Bytes(json =>
        {
            foreach (var property in body.EnumerateObject().Where(property => property.Name != ReturnOnFailure))
            {
                property.WriteTo(json);
            }
        }));
        return wanted == "ALL_OLD" && response.ErrorCode == "ConditionalCheckFailedException" && key is not null
            ? await WithItemAsync(engine, response, key)
            : response;
    }

    private static async Task<AwsResponse> WithItemAsync(DynamoEngine engine, AwsResponse failure, ItemKey key)
    {
        var read = await engine.CallAsync("GetItem", DynamoWire.Bytes(json =>
        {
            json.WriteString("TableName", key.Table.Name);
            json.WriteBoolean("ConsistentRead", value: true);
            json.WritePropertyName("Key");
            key.WriteTo(json);
        }));
        var error = Engines.EngineJson.Error(failure.Status, failure.Body);
        return DynamoWire.Error(error, json =>
        {
            if (DynamoWire.Object(DynamoWire.Parse(read.Body), "Item") is { } item)
            {
                json.WritePropertyName("Item");
                item.WriteTo(json);
            }
        });
    }
}
