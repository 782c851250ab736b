using System.Text.Json;
using ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

/// <summary>
/// A TransactWriteItems as AWS accepts it: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
/// </summary>
internal sealed record TransactWriteRequest(IReadOnlyList<TransactItem> Items, string? Token)
{
    public const int MaxItems = 100;

    private const int MaxTokenLength = 36;

    /// <exception cref="AwsError">ValidationException or ResourceNotFoundException, before anything is looked up.</exception>
    public static TransactWriteRequest Read(TableCatalog tables, JsonElement body)
    {
        var items = Entries(body).Select(entry => Item(tables, entry)).ToList();
        RequireDistinct(items.Select(item => item.Key));
        var token = DynamoWire.Text(body, "ClientRequestToken");
        return token is { Length: 0 or > MaxTokenLength }
            ? throw DynamoWire.Invalid($"1 validation error detected: Value '{token}' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to {MaxTokenLength}")
            : new TransactWriteRequest(items, token);
    }

    /// <summary>The 1–100 entries both kinds of transactions have.</summary>
    public static IReadOnlyList<JsonElement> Entries(JsonElement body)
    {
        List<JsonElement> entries = body.TryGetProperty("TransactItems", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
        return entries.Count switch
        {
            0 => throw DynamoWire.Invalid("1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1"),
            > MaxItems => throw DynamoWire.Invalid($"1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to {MaxItems}"),
            _ => entries,
        };
    }

    public static void RequireDistinct(IEnumerable<ItemKey> keys)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (!keys.All(key => seen.Add(key.Identity)))
        {
            throw DynamoWire.Invalid("Transaction request cannot include multiple operations on one item");
        }
    }

    private static TransactItem Item(TableCatalog tables, JsonElement entry)
    {
        List<JsonProperty> operations = [.. entry.EnumerateObject()];
        if (operations is not [var operation] || !Enum.TryParse<TransactKind>(operation.Name, out var kind))
        {
            throw DynamoWire.Invalid("TransactItems can only contain one of Check, Put, Update or Delete");
        }

        var body = operation.Value;
        var table = tables.Require(DynamoWire.Text(body, "TableName"));
        var key = kind == TransactKind.Put
            ? PutKey(table, DynamoWire.Object(body, "Item"))
            : tables.RequireKey(table, DynamoWire.Object(body, "Key"));
        var scope = new ExpressionScope(DynamoWire.Object(body, "ExpressionAttributeNames"), DynamoWire.Object(body, "ExpressionAttributeValues"));
        var update = UpdatePlaceholders(kind, body, scope);
        var condition = DynamoWire.Text(body, "ConditionExpression") is { } expression ? ConditionParser.Parse(expression, scope) : null;
        if (kind == TransactKind.ConditionCheck && condition is null)
        {
            throw DynamoWire.Invalid("1 validation error detected: Value null at 'transactItems.1.member.conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null");
        }

        scope.RequireAllUsed();
        return new TransactItem(kind, key, body, condition, update, DynamoWire.Text(body, "ReturnValuesOnConditionCheckFailure") == "ALL_OLD");
    }

    private static ItemKey PutKey(Model.Table table, JsonElement? item)
    {
        if (item is { } attributes && ItemKey.Find(table, attributes) is { } key)
        {
            return key;
        }

        var missing = item is null || !item.Value.TryGetProperty(table.PartitionKey.Name, out _) ? table.PartitionKey : table.SortKey ?? table.PartitionKey;
        throw DynamoWire.Invalid(item is { } known && known.TryGetProperty(missing.Name, out _)
            ? $"One or more parameter values were invalid: Type mismatch for key {missing.Name} expected: {missing.Type}"
            : $"One or more parameter values were invalid: Missing the key {missing.Name} in the item");
    }

    private static HashSet<string> UpdatePlaceholders(TransactKind kind, JsonElement body, ExpressionScope scope)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        if (kind != TransactKind.Update)
        {
            return used;
        }

        const string Parameter = "UpdateExpression";
        var expression = DynamoWire.Text(body, Parameter);
        if (string.IsNullOrWhiteSpace(expression))
        {
            throw ExpressionScope.Invalid(Parameter, "The expression can not be empty;");
        }

        foreach (var token in Lexer.Read(expression, Parameter))
        {
            if (token.Kind == TokenKind.NamePlaceholder)
            {
                scope.Name(token.Text, Parameter);
                used.Add(token.Text);
            }
            else if (token.Kind == TokenKind.ValuePlaceholder)
            {
                scope.Value(token.Text, Parameter);
                used.Add(token.Text);
            }
        }

        return used;
    }
}
