using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Provisioning;

/// <summary>Creates a table with its indexes, or checks that the one that is there has the same.</summary>
internal static class TableProvisioner
{
    public static async Task ProvisionAsync(DynamoEngineClient dynamo, Table table, CancellationToken ct)
    {
        try
        {
            await dynamo.CallAsync("CreateTable", Definition(table), ct);
        }
        catch (AwsError error) when (error.Code == "ResourceInUseException")
        {
            Require(table, await DescribeAsync(dynamo, table, ct));
        }

        // Creation ends at the engine's next turn; each question takes one.
        while ((await DescribeAsync(dynamo, table, ct)).GetProperty("TableStatus").GetString() != "ACTIVE")
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    private static async Task<JsonElement> DescribeAsync(DynamoEngineClient dynamo, Table table, CancellationToken ct) =>
        (await dynamo.CallAsync("DescribeTable", new JsonObject { ["TableName"] = table.Name }, ct)).GetProperty("Table");

    private static JsonObject Definition(Table table)
    {
        var keys = table.Indexes.SelectMany(index => new[] { index.PartitionKey, index.SortKey })
            .Concat([table.PartitionKey, table.SortKey])
            .OfType<KeyAttribute>()
            .DistinctBy(key => key.Name);
        var definition = new JsonObject
        {
            ["TableName"] = table.Name,
            ["BillingMode"] = "PAY_PER_REQUEST",
            ["KeySchema"] = Schema(table.PartitionKey, table.SortKey),
            ["AttributeDefinitions"] = new JsonArray([.. keys.Select(key => new JsonObject { ["AttributeName"] = key.Name, ["AttributeType"] = key.Type })]),
        };
        if (table.Indexes.Count > 0)
        {
            definition["GlobalSecondaryIndexes"] = new JsonArray([.. table.Indexes.Select(Index)]);
        }

        return definition;
    }

    private static JsonObject Index(SecondaryIndex index)
    {
        var projection = new JsonObject { ["ProjectionType"] = index.ProjectionType };
        if (index.NonKeyAttributes.Count > 0)
        {
            projection["NonKeyAttributes"] = new JsonArray([.. index.NonKeyAttributes.Select(name => (JsonNode)name)]);
        }

        return new JsonObject
        {
            ["IndexName"] = index.Name,
            ["KeySchema"] = Schema(index.PartitionKey, index.SortKey),
            ["Projection"] = projection,
        };
    }

    private static JsonArray Schema(KeyAttribute partition, KeyAttribute? sort)
    {
        var schema = new JsonArray(new JsonObject { ["AttributeName"] = partition.Name, ["KeyType"] = "HASH" });
        if (sort is not null)
        {
            schema.Add(new JsonObject { ["AttributeName"] = sort.Name, ["KeyType"] = "RANGE" });
        }

        return schema;
    }

    private static void Require(Table table, JsonElement described)
    {
        var wanted = Summary(JsonSerializer.SerializeToElement(Definition(table)));
        var found = Summary(described);
        if (wanted != found)
        {
            throw new StartupException([$"The persisted table {table.Name} ({table.LogicalId}) has {found}, the template declares {wanted}. Delete the --persist folder to start with empty data; AWS would replace the table or build the index."]);
        }
    }

    private static string Summary(JsonElement definition)
    {
        IEnumerable<string> indexes = definition.TryGetProperty("GlobalSecondaryIndexes", out var list)
            ? list.EnumerateArray().Select(index => $"index {index.GetProperty("IndexName").GetString()} ({Keys(index)}; {Projection(index.GetProperty("Projection"))})").Order(StringComparer.Ordinal)
            : [];
        return string.Join(", ", indexes.Prepend($"key ({Keys(definition)})"));
    }

    private static string Keys(JsonElement owner) =>
        string.Join(", ", owner.GetProperty("KeySchema").EnumerateArray().Select(key => key.GetProperty("AttributeName").GetString()));

    private static string Projection(JsonElement projection) => projection.TryGetProperty("NonKeyAttributes", out var names)
        ? $"{projection.GetProperty("ProjectionType").GetString()} {string.Join(' ', names.EnumerateArray().Select(name => name.GetString()).Order(StringComparer.Ordinal))}"
        : projection.GetProperty("ProjectionType").GetString()!;
}
