using System.Text.Json;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb;

/// <summary>The template's tables, and what guards each.</summary>
internal sealed class TableCatalog(Cloud cloud)
{
    private readonly Dictionary<string, (Table Table, GroupLock Group)> _tables =
        cloud.Tables.ToDictionary(table => table.Name, table => (table, new GroupLock()), StringComparer.Ordinal);

    public IEnumerable<Table> All => _tables.Values.Select(entry => entry.Table);

    public Table? Find(string? name) => name is not null && _tables.TryGetValue(name, out var entry) ? entry.Table : null;

    public Table Require(string? name) => Find(name) ?? throw new AwsError("ResourceNotFoundException", 400, "Requested resource not found");

    public GroupLock Group(Table table) => _tables[table.Name].Group;

    /// <summary>A table that is not in the template has an ARN too: a role may allow it, and then the engine says that it does not exist.</summary>
    public string Arn(string? name, string region) => Find(name)?.Arn ?? $"arn:aws:dynamodb:{region}:{cloud.AccountId}:table/{name}";

    /// <exception cref="AwsError">The element is missing, or is not the table's key.</exception>
    public ItemKey RequireKey(Table table, JsonElement? key)
    {
        var found = key is { } attributes ? ItemKey.Find(table, attributes) : null;
        var size = table.SortKey is null ? 1 : 2;
        return found is not null && key!.Value.EnumerateObject().Count() == size
            ? found
            : throw DynamoWire.Invalid("The provided key element does not match the schema");
    }
}
