using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Observation;
using ServerlessRef.LocalCloud.Provisioning;
using ServerlessRef.Shared;

namespace ServerlessRef.Bench.Front;

/// <summary>A front over engines of its own, with one table and a caller who may use it.</summary>
internal sealed class FrontUnderTest : IAsyncDisposable
{
    private const string Region = "eu-central-1";
    private const string TableName = "bench";

    private static readonly string Kilobyte = new('x', 1_000);

    private readonly NodeEngines _engines;
    private readonly AwsFront _front;
    private readonly string _accessKeyId;
    private readonly HttpClient _http = new();

    private FrontUnderTest(NodeEngines engines, AwsFront front, string accessKeyId) => (_engines, _front, _accessKeyId) = (engines, front, accessKeyId);

    public static async Task<FrontUnderTest> StartAsync(FaultPlan? faults)
    {
        var engines = await NodeEngines.StartAsync(
            new NodeEngineOptions { NodePath = EngineNode.Path, ModulesDirectory = RepositoryFiles.At("node_modules") },
            TimeProvider.System,
            NullLoggerFactory.Instance,
            CancellationToken.None);
        var callers = new CallerRegistry();
        var options = new FrontOptions { Faults = faults is null ? null : new FaultInjector(faults, new EnvironmentSignals(), TimeProvider.System) };
        var front = await AwsFront.StartAsync(engines.Endpoints, callers, new CallLog(TimeProvider.System), options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        var cloud = Cloud();
        await Provisioner.ProvisionAsync(cloud, engines.Endpoints, CancellationToken.None);
        front.Serve(cloud);
        return new FrontUnderTest(engines, front, callers.Issue("Bench", cloud.Roles[0].Arn, "environment-1").AccessKeyId);
    }

    public Task PutAsync(int number, bool direct) =>
        CallAsync("PutItem", $$$$"""{"TableName":"{{{{TableName}}}}","Item":{"PK":{"S":"item-{{{{number}}}}"},"SK":{"S":"META"},"text":{"S":"{{{{Kilobyte}}}}"}}}""", direct);

    public Task GetAsync(int number, bool direct) =>
        CallAsync("GetItem", $$$"""{"TableName":"{{{TableName}}}","Key":{"PK":{"S":"item-{{{number}}}"},"SK":{"S":"META"} } }""", direct);

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await _engines.DisposeAsync();
        _http.Dispose();
    }

    private static Cloud Cloud() => new()
    {
        Region = Region,
        Roles =
        [
            new Role
            {
                Name = "BenchRole",
                Arn = "arn:aws:iam::000000000000:role/BenchRole",
                Statements = [new PolicyStatement { IsAllow = true, Actions = ["dynamodb:GetItem", "dynamodb:PutItem"], Resources = ["*"], Source = "BenchRole/1" }],
            },
        ],
        Tables =
        [
            new Table
            {
                LogicalId = "Table",
                Name = TableName,
                Arn = $"arn:aws:dynamodb:{Region}:000000000000:table/{TableName}",
                PartitionKey = new KeyAttribute("PK", "S"),
                SortKey = new KeyAttribute("SK", "S"),
            },
        ],
    };

    private async Task CallAsync(string operation, string body, bool direct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, direct ? _engines.Endpoints.DynamoDb : _front.Address);
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={_accessKeyId}/20260101/{Region}/dynamodb/aws4_request, SignedHeaders=host, Signature=abc");
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20260101T000000Z");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", $"DynamoDB_20120810.{operation}");
        request.Content = new StringContent(body, Encoding.UTF8);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{operation} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }

        await response.Content.ReadAsByteArrayAsync();
    }
}
