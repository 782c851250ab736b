using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Shared.Functions;

/// <summary>A table of the deployed schema in a DynamoDB of its own; a class fixture.</summary>
public sealed class TestTable : IAsyncLifetime
{
    public const string Name = "TestTable";

    private DynaliteProcess? _engine;

    public TransactingDynamoDb Database { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _engine = await DynaliteProcess.StartAsync();
        Database = new TransactingDynamoDb(
            new BasicAWSCredentials("test", "test"),
            new AmazonDynamoDBConfig { ServiceURL = _engine.Endpoint.ToString(), AuthenticationRegion = "eu-central-1" });
        await Database.CreateTableAsync(Describe(Name));
    }

    /// <summary>A table as the stack deploys it.</summary>
    public static CreateTableRequest Describe(string name) => new()
    {
        TableName = name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        KeySchema = Keys(TableSchema.PartitionKey, TableSchema.SortKey),
        AttributeDefinitions =
        [
            Text(TableSchema.PartitionKey), Text(TableSchema.SortKey), Text(TableSchema.JobsPartitionKey), Text(TableSchema.JobsSortKey),
            Text(TableSchema.UpcomingPartitionKey), Text(TableSchema.UpcomingSortKey),
        ],
        GlobalSecondaryIndexes =
        [
            new() { IndexName = TableSchema.JobsIndex, KeySchema = Keys(TableSchema.JobsPartitionKey, TableSchema.JobsSortKey), Projection = new() { ProjectionType = ProjectionType.ALL } },
            new()
            {
                IndexName = TableSchema.UpcomingIndex,
                KeySchema = Keys(TableSchema.UpcomingPartitionKey, TableSchema.UpcomingSortKey),
                Projection = new() { ProjectionType = ProjectionType.INCLUDE, NonKeyAttributes = [.. TableSchema.UpcomingProjection] },
            },
        ],
    };

    public async Task DisposeAsync()
    {
        Database.Dispose();
        await _engine!.DisposeAsync();
    }

    public async Task<Dictionary<string, AttributeValue>> ReadAsync(string partition, string sort) =>
        (await Database.GetItemAsync(new GetItemRequest(Name, new() { [TableSchema.PartitionKey] = new(partition), [TableSchema.SortKey] = new(sort) }, true))).Item;

    /// <summary>A registration as the api writes it.</summary>
    public Task PutRegistrationAsync(string eventId, string id, string status = "confirmed", string name = "Ada", string email = "ada@example.com") =>
        Database.PutItemAsync(Name, new()
        {
            [TableSchema.PartitionKey] = new(DerivedId.PoolOf(id) is > 0 and var pool ? $"EVENT#{eventId}#{pool}" : $"EVENT#{eventId}"),
            [TableSchema.SortKey] = new($"REG#{id}"),
            ["id"] = new(id),
            ["eventId"] = new(eventId),
            ["name"] = new(name),
            ["email"] = new(email),
            ["status"] = new(status),
        });

    /// <summary>An event as the api writes it.</summary>
    public Task PutEventAsync(string eventId, string title = "Meetup", int pools = 1) =>
        Database.PutItemAsync(Name, EventItem.WriteNew(new ScheduledEvent(eventId, title, TestJobs.Start.AddDays(30), 1_000, pools, "ada", "hash")));

    private static List<KeySchemaElement> Keys(string hash, string range) => [new(hash, KeyType.HASH), new(range, KeyType.RANGE)];

    private static AttributeDefinition Text(string name) => new(name, ScalarAttributeType.S);
}
