using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Observation;
using ServerlessRef.LocalCloud.Provisioning;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Streams;
using ServerlessRef.LocalCloud.Tests.Engines;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Tests.Aws;

/// <summary>A front over real engines with one table, two queues and one bucket, and a role that may do what its test grants.</summary>
internal sealed class LocalAws : IAsyncDisposable
{
    public const string Region = "eu-central-1";

    private readonly HttpClient _http = new();
    private readonly AwsFront _front;

    private LocalAws(AwsFront front, Cloud cloud, CallerRegistry callers, CallLog log, EngineEndpoints engines)
    {
        _front = front;
        Cloud = cloud;
        Callers = callers;
        Log = log;
        Engines = engines;
        Credentials = callers.Issue("Api", Role.Arn, "environment-1");
    }

    public Cloud Cloud { get; }

    public CallerRegistry Callers { get; }

    public CallLog Log { get; }

    public EngineEndpoints Engines { get; }

    /// <summary>Where calls are followed.</summary>
    public required Timeline Timeline { get; init; }

    public Uri Address => _front.Address;

    public TableStreams Streams => _front.Streams;

    public StateMachines StateMachines => _front.StateMachines;

    /// <summary>Messages of topics that are tried again.</summary>
    public int LateDeliveries => _front.LateDeliveries;

    public Mailbox.Mailbox Mailbox => _front.Mailbox;

    public AwsCredentials Credentials { get; }

    public Role Role => Cloud.Roles[0];

    public Table Table => Cloud.Tables[0];

    public Queue Queue => Cloud.Queues[0];

    public Bucket Bucket => Cloud.Buckets[0];

    public SqsEngineClient SqsEngine => new(_http, Engines.Sqs);

    public DynamoEngineClient DynamoEngine => new(_http, Engines.DynamoDb);

    public S3EngineClient S3Engine => new(_http, Engines.S3);

    public static PolicyStatement AllowAll => Allow("*", "*");

    public static PolicyStatement Allow(string action, string resource, string? condition = null) => new()
    {
        IsAllow = true,
        Actions = [action],
        Resources = [resource],
        Condition = condition is null ? null : JsonElement.Parse(condition),
        Source = "ApiRole/1",
    };

    public static async Task<LocalAws> StartAsync(
        EnginesFixture engines,
        IReadOnlyList<PolicyStatement>? statements = null,
        Func<Cloud, Cloud>? edit = null,
        TimeProvider? time = null,
        string? persist = null,
        string? faults = null)
    {
        var callers = new CallerRegistry();
        var log = new CallLog(TimeProvider.System);
        var timeline = new Timeline(TimeProvider.System);
        var injector = faults is null ? null : new FaultInjector(FaultPlanReader.Read(faults), new EnvironmentSignals(), time ?? TimeProvider.System);
        var front = await AwsFront.StartAsync(engines.Endpoints, callers, log, new FrontOptions { PersistDirectory = persist, Timeline = timeline, Faults = injector }, time ?? TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        var cloud = Sample(front.Address, statements ?? [AllowAll]);
        cloud = edit?.Invoke(cloud) ?? cloud;
        await Provisioner.ProvisionAsync(cloud, engines.Endpoints, CancellationToken.None);
        front.Serve(cloud);
        return new LocalAws(front, cloud, callers, log, engines.Endpoints) { Timeline = timeline };
    }

    public static Cloud Sample(Uri front, IReadOnlyList<PolicyStatement> statements)
    {
        var (table, queue, bucket) = (EnginesFixture.UniqueName("table"), EnginesFixture.UniqueName("queue"), EnginesFixture.UniqueName("bucket"));
        Queue Queue(string name) => new()
        {
            LogicalId = "Queue",
            Name = name,
            Arn = $"arn:aws:sqs:{Region}:000000000000:{name}",
            Url = new Uri(front, $"/000000000000/{name}").ToString(),
        };
        return new Cloud
        {
            Region = Region,
            Roles = [new Role { Name = "ApiRole", Arn = "arn:aws:iam::000000000000:role/ApiRole", Statements = statements }],
            Tables =
            [
                new Table
                {
                    LogicalId = "Table",
                    Name = table,
                    Arn = $"arn:aws:dynamodb:{Region}:000000000000:table/{table}",
                    PartitionKey = new KeyAttribute("PK", "S"),
                    SortKey = new KeyAttribute("SK", "S"),
                    Indexes = [new SecondaryIndex("ByState", new KeyAttribute("state", "S"), null, "ALL", [])],
                    TimeToLiveAttribute = "expiresAt",
                },
            ],
            Queues =
            [
                Queue(queue) with { Redrive = new RedrivePolicy($"arn:aws:sqs:{Region}:000000000000:{queue}-dead", 2), VisibilityTimeout = TimeSpan.FromSeconds(60) },
                Queue($"{queue}-dead"),
            ],
            Buckets = [new Bucket { LogicalId = "Bucket", Name = bucket, Arn = $"arn:aws:s3:::{bucket}" }],
        };
    }

    public AmazonDynamoDBClient DynamoSdk() => new(
        new SessionAWSCredentials(Credentials.AccessKeyId, Credentials.SecretAccessKey, Credentials.SessionToken),
        new AmazonDynamoDBConfig { ServiceURL = Address.ToString(), AuthenticationRegion = Region, MaxErrorRetry = 0 });

    public AmazonS3Client S3Sdk() => new(
        new SessionAWSCredentials(Credentials.AccessKeyId, Credentials.SecretAccessKey, Credentials.SessionToken),
        new AmazonS3Config { ServiceURL = Address.ToString(), AuthenticationRegion = Region, ForcePathStyle = true, UseHttp = true, MaxErrorRetry = 0 });

    public Task<(int Status, JsonElement Body)> DynamoAsync(string operation, string body) => JsonAsync("dynamodb", $"DynamoDB_20120810.{operation}", body);

    public Task<(int Status, JsonElement Body)> SqsAsync(string operation, string body) => JsonAsync("sqs", $"AmazonSQS.{operation}", body);

    public async Task<(int Status, JsonElement Body)> JsonAsync(string service, string target, string body, string? accessKeyId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address);
        Sign(request, service, accessKeyId);
        request.Headers.Add("X-Amz-Target", target);
        request.Content = new StringContent(body, Encoding.UTF8);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>A call of the query protocol.</summary>
    public async Task<(int Status, string Body)> SnsAsync(params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address);
        Sign(request, "sns", null);
        request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A call of SES's REST protocol.</summary>
    public async Task<(int Status, string? ErrorType, JsonElement Body)> SesAsync(string body, string path = "/v2/email/outbound-emails")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        Sign(request, "ses", null);
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, response.Headers.TryGetValues("x-amzn-ErrorType", out var type) ? type.Single() : null, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    public async Task<HttpResponseMessage> S3Async(HttpMethod method, string pathAndQuery, string? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(Address, pathAndQuery));
        Sign(request, "s3", null);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "text/plain");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request);
    }

    public Task AnnounceNotificationsAsync() => _front.AnnounceNotificationsAsync(CancellationToken.None);

    public Task<HttpResponseMessage> GetAsync(Uri link) => _http.GetAsync(link);

    public async ValueTask DisposeAsync()
    {
        await StateMachines.DisposeAsync();
        await _front.DisposeAsync();
        _http.Dispose();
    }

    private void Sign(HttpRequestMessage request, string service, string? accessKeyId)
    {
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={accessKeyId ?? Credentials.AccessKeyId}/20260101/{Region}/{service}/aws4_request, SignedHeaders=host, Signature=abc");
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20260101T000000Z");
    }
}
