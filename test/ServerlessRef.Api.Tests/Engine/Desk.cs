using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.StepFunctions;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Api.Tests.Engine;

/// <summary>The whole function over a table of its own: requests in, answers out.</summary>
internal sealed class Desk : IDisposable
{
    public const string Ada = "ada-sub";
    public const string Grace = "grace-sub";

    /// <summary>So that ten seats are four pools.</summary>
    public const int SeatsPerPool = 3;

    private static readonly BasicAWSCredentials Credentials = new("local", "local");
    private static int _tables;

    private readonly MemoryStream _log = new();
    private readonly Router _router;
    private int _keys;

    private Desk(string url, string table)
    {
        Table = table;
        Database = new TransactingClient(Credentials, new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = "eu-central-1" });
        var storage = new Lazy<IAmazonS3>(() => new AmazonS3Client(
            Credentials, new AmazonS3Config { ServiceURL = "http://127.0.0.1:4599", ForcePathStyle = true, AuthenticationRegion = "eu-central-1" }));
        Log = new JsonLog(_log, Clock);
        Jobs = new JobStore(Database, table, Clock);
        _router = new ApiFunction(Database, Queue.Connect(Credentials), storage, Clock, () => 0, Log) { Workflows = new Lazy<IAmazonStepFunctions>(() => Workflow.Connect(Credentials)) }.BuildRouter(new ApiSettings(table, "http://queue", "results", "uploads", "http://line.fifo", TimeSpan.FromDays(30), SeatsPerPool, "7"));
    }

    public string Table { get; }

    public TransactingClient Database { get; }

    public RecordingQueue Queue { get; } = new();

    public RecordingWorkflow Workflow { get; } = new();

    public JobStore Jobs { get; }

    public JsonLog Log { get; }

    public ManualClock Clock { get; } = new(new DateTimeOffset(2027, 1, 1, 12, 0, 0, TimeSpan.Zero));

    public static async Task<Desk> OpenAsync(Dynalite engine)
    {
        var desk = new Desk(engine.Url, $"table-{Interlocked.Increment(ref _tables)}");
        await desk.CreateTableAsync();
        return desk;
    }

    public void Dispose()
    {
        Database.Dispose();
        Queue.Dispose();
        Workflow.Dispose();
        _log.Dispose();
    }

    /// <summary>A key nobody has used.</summary>
    public string NewKey() => string.Create(CultureInfo.InvariantCulture, $"key-0000000000-{Interlocked.Increment(ref _keys)}");

    public async Task<Answer> SendAsync(
        string method,
        string resource,
        string[]? path = null,
        string? body = null,
        string? key = null,
        string? token = null,
        string? organiser = null,
        string? query = null,
        string? ifNoneMatch = null,
        string groups = "organisers")
    {
        var request = new APIGatewayProxyRequest
        {
            HttpMethod = method,
            Resource = resource,
            Body = body,
            MultiValueHeaders = new Dictionary<string, IList<string>>(),
            PathParameters = Names(resource).Zip(path ?? []).ToDictionary(pair => pair.First, pair => pair.Second),
            MultiValueQueryStringParameters = (query ?? string.Empty).Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('=', 2)).GroupBy(part => part[0]).ToDictionary(group => group.Key, group => (IList<string>)[.. group.Select(part => part[1])]),
            RequestContext = new() { RequestId = "5b2f1c2e-7a70-4f2e-9a49-0f8e2f6f1a11" },
        };
        AddHeader(request, "Content-Type", body is null ? null : "application/json");
        AddHeader(request, "Idempotency-Key", key);
        AddHeader(request, "Cancellation-Token", token);
        AddHeader(request, "If-None-Match", ifNoneMatch);
        if (organiser is not null)
        {
            request.RequestContext.Authorizer = new() { Claims = new() { ["sub"] = organiser, ["cognito:groups"] = groups } };
        }

        var response = await _router.HandleAsync(request, Invocation.With(TimeSpan.FromMinutes(1)));

        // No test expects a bug: the log says which one.
        return response.StatusCode == 500
            ? throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(_log.ToArray()))
            : new Answer(response.StatusCode, response.Headers, response.Body);
    }

    public Task<Answer> CreateEventAsync(string title = "Meetup", int capacity = 2, string startsAt = "2027-05-01T18:00:00Z", string? key = null, string organiser = Ada) =>
        SendAsync("POST", "/v1/events", body: JsonSerializer.Serialize(new { title, startsAt, capacity }), key: key ?? NewKey(), organiser: organiser);

    /// <summary>An event's id.</summary>
    public async Task<string> EventAsync(int capacity = 2, string startsAt = "2027-05-01T18:00:00Z") => (await CreateEventAsync(capacity: capacity, startsAt: startsAt)).Text("id");

    public Task<Answer> RegisterAsync(string eventId, string name = "Ada", string? email = null, string? key = null)
    {
        key ??= NewKey();
        return SendAsync(
            "POST", "/v1/events/{eventId}/registrations", [eventId], JsonSerializer.Serialize(new { name, email = email ?? $"{key}@example.org" }), key);
    }

    public Task<Answer> GetEventAsync(string eventId, string? ifNoneMatch = null) => SendAsync("GET", "/v1/events/{eventId}", [eventId], ifNoneMatch: ifNoneMatch);

    public Task<Answer> RegistrationAsync(string method, string eventId, string id, string? token) =>
        SendAsync(method, "/v1/events/{eventId}/registrations/{id}", [eventId, id], token: token);

    public Task<Answer> StartJobAsync(string eventId, string type = "attendee-export", string? key = null, string organiser = Ada) =>
        SendAsync("POST", "/v1/events/{eventId}/jobs", [eventId], JsonSerializer.Serialize(new { type }), key ?? NewKey(), organiser: organiser);

    public Task<Answer> GetJobAsync(string jobId, string organiser = Ada) => SendAsync("GET", "/v1/jobs/{jobId}", [jobId], organiser: organiser);

    /// <summary>Every item, by "PK SK".</summary>
    public async Task<Dictionary<string, Dictionary<string, AttributeValue>>> ItemsAsync() =>
        (await Database.ScanAsync(new ScanRequest { TableName = Table })).Items.ToDictionary(item => $"{item["PK"].S} {item["SK"].S}");

    /// <summary>The pools of an event, as stored.</summary>
    public async Task<IReadOnlyList<SeatPool>> PoolsAsync(string eventId)
    {
        var items = await ItemsAsync();
        var pools = int.Parse(items[$"EVENT#{eventId} META"]["pools"].N, CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, pools).Select(pool => PoolItem.Read(pool, items[pool == 0 ? $"EVENT#{eventId} META" : $"EVENT#{eventId}#{pool} POOL"]))];
    }

    private static IEnumerable<string> Names(string resource) =>
        resource.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));

    private static void AddHeader(APIGatewayProxyRequest request, string name, string? value)
    {
        if (value is not null)
        {
            request.MultiValueHeaders[name] = [value];
        }
    }

    private async Task CreateTableAsync()
    {
        await Database.CreateTableAsync(Description());
        while ((await Database.DescribeTableAsync(Table)).Table.TableStatus != TableStatus.ACTIVE)
        {
            // The next answer is the wait: the engine needs a turn or two of its loop.
        }
    }

    private CreateTableRequest Description() => new()
    {
        TableName = Table,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions =
        [
            .. new[]
            {
                TableSchema.PartitionKey, TableSchema.SortKey, TableSchema.UpcomingPartitionKey, TableSchema.UpcomingSortKey,
                TableSchema.JobsPartitionKey, TableSchema.JobsSortKey,
            }.Select(name => new AttributeDefinition(name, ScalarAttributeType.S)),
        ],
        KeySchema = Schema(TableSchema.PartitionKey, TableSchema.SortKey),
        GlobalSecondaryIndexes =
        [
            new()
            {
                IndexName = TableSchema.UpcomingIndex,
                KeySchema = Schema(TableSchema.UpcomingPartitionKey, TableSchema.UpcomingSortKey),
                Projection = new() { ProjectionType = ProjectionType.INCLUDE, NonKeyAttributes = [.. TableSchema.UpcomingProjection] },
            },
            new()
            {
                IndexName = TableSchema.JobsIndex,
                KeySchema = Schema(TableSchema.JobsPartitionKey, TableSchema.JobsSortKey),
                Projection = new() { ProjectionType = ProjectionType.ALL },
            },
        ],
    };

    private static List<KeySchemaElement> Schema(string partition, string sort) => [new(partition, KeyType.HASH), new(sort, KeyType.RANGE)];
}
