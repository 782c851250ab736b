using System.Text.Json;
using ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb;

/// <summary>The primary key of one item.</summary>
/// <param name="Identity">Equal for equal keys, however their numbers are written; also the order in which locks are taken.</param>
internal sealed record ItemKey(Table Table, JsonElement Partition, JsonElement? Sort, string Identity)
{
    /// <param name="attributes">A Key, or an item that contains one.</param>
    /// <returns>Null: the table's key is not in there, or has another type.</returns>
    public static ItemKey? Find(Table table, JsonElement attributes)
    {
        if (!Has(attributes, table.PartitionKey, out var partition, out var partitionText))
        {
            return null;
        }

        if (table.SortKey is not { } sortKey)
        {
            return new ItemKey(table, partition, null, $"{table.Name}\n{partitionText}");
        }

        return Has(attributes, sortKey, out var sort, out var sortText)
            ? new ItemKey(table, partition, sort, $"{table.Name}\n{partitionText}\n{sortText}")
            : null;
    }

    /// <summary>The partition key's value, for the condition key <c>dynamodb:LeadingKeys</c>.</summary>
    public string LeadingKey => AttributeValue.From(Partition).Content.GetString()!;

    /// <summary>Writes the key as an object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WritePropertyName(Table.PartitionKey.Name);
        Partition.WriteTo(json);
        if (Sort is { } sort)
        {
            json.WritePropertyName(Table.SortKey!.Name);
            sort.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static bool Has(JsonElement attributes, KeyAttribute key, out JsonElement value, out string text)
    {
        text = "";
        if (!attributes.TryGetProperty(key.Name, out value)
            || value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty(key.Type, out var content)
            || content.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        text = key.Type == "N" ? DynamoNumber.Normalize(content.GetString()!) : content.GetString()!;
        return true;
    }
}
