using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>What is wrong in the template is wrong on the laptop: each test damages a synthesized template and runs it.</summary>
public sealed class BrokenTemplateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact(Timeout = 300_000)]
    public async Task WithoutPermissionToSend_ASignUpIsNotAccepted_AndTheDenialIsShown()
    {
        using var assembly = AssemblyCopy.Create().Edit("AWS::IAM::Policy", path => path.Contains("/Api/", StringComparison.Ordinal), policy => RemoveAction(policy, "sqs:SendMessage"));
        await using var cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings(assembly.Folder, Recorded: false));
        using var client = new ServiceClient(cloud.Address);
        var eventId = await CreateEventAsync(client);

        var answer = await client.RegisterAsync(eventId, "broken-template-no-send", "Ada", "ada@example.org", "10.1.1.1");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        var calls = await client.GetAsync("_local/calls?count=100");
        Assert.Contains(Calls(calls), call => Text(call, "action") == "sqs:SendMessage" && Text(call, "functionName").Contains("Api", StringComparison.Ordinal) && !call.GetProperty("allowed").GetBoolean());
    }

    [Fact(Timeout = 300_000)]
    public async Task WithPartialFailuresReported_AFailedMessageStaysInTheQueue()
    {
        using var assembly = AssemblyCopy.Create().Edit("AWS::IAM::Policy", path => path.Contains("/Worker/", StringComparison.Ordinal), policy => RemoveAction(policy, "s3:PutObject"));
        await using var cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings(assembly.Folder, Recorded: false));
        using var client = new ServiceClient(cloud.Address);

        await FailAnExportAsync(client);

        // Of this queue alone: on a slow machine the covers' may still hold what S3 says when notifications are set up.
        Assert.Equal(1, await new LocalConsoleClient(client).MessagesAsync("JobsQueue"));
    }

    [Fact(Timeout = 300_000)]
    public async Task WithoutReportBatchItemFailures_AFailedMessageIsGone()
    {
        using var assembly = AssemblyCopy.Create()
            .Edit("AWS::IAM::Policy", path => path.Contains("/Worker/", StringComparison.Ordinal), policy => RemoveAction(policy, "s3:PutObject"))
            .Edit("AWS::Lambda::EventSourceMapping", path => path.Contains("/Worker/", StringComparison.Ordinal), mapping => mapping.Remove("FunctionResponseTypes"));
        await using var cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings(assembly.Folder, Recorded: false));
        using var client = new ServiceClient(cloud.Address);

        await FailAnExportAsync(client);

        await ServiceClient.UntilAsync(() => client.GetAsync("_local/queues"), answer => Messages(answer) == 0, Patience);
    }

    [Fact(Timeout = 300_000)]
    public async Task WithTheTableNameMisspelt_TheListFails_AndTheDenialIsShown()
    {
        using var assembly = AssemblyCopy.Create().Edit("AWS::Lambda::Function", path => path.Contains("/Api/", StringComparison.Ordinal), function => function["Environment"]!["Variables"]!["TABLE_NAME"] = "no-such-table");
        await using var cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings(assembly.Folder, Recorded: false));
        using var client = new ServiceClient(cloud.Address);

        var answer = await client.GetAsync("v1/events");

        Assert.InRange((int)answer.Status, 500, 599);
        var calls = await client.GetAsync("_local/calls?count=100");
        Assert.Contains(Calls(calls), call => Text(call, "action") == "dynamodb:Query" && !call.GetProperty("allowed").GetBoolean());
    }

    [Fact(Timeout = 300_000)]
    public async Task WithAFunctionTimeoutAboveTheQueuesVisibility_TheStartIsRefused()
    {
        using var assembly = AssemblyCopy.Create().Edit("AWS::Lambda::Function", path => path.Contains("/Worker/", StringComparison.Ordinal), function => function["Timeout"] = 900);

        var (code, output) = await LocalCloudProcess.RefuseAsync(new LocalCloudSettings(assembly.Folder, Recorded: false));

        Assert.NotEqual(0, code);
        Assert.Contains("900", output, StringComparison.Ordinal);
        Assert.Contains("visibility timeout", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact(Timeout = 300_000)]
    public async Task WithoutTheAuthorizer_ATokenlessCallReachesTheFunction_WhichStillRefusesIt()
    {
        using var assembly = AssemblyCopy.Create().Edit("AWS::ApiGateway::Method", IsCreateEvent, method =>
        {
            method["AuthorizationType"] = "NONE";
            method.Remove("AuthorizerId");
        });
        await using var intact = await LocalCloudProcess.StartAsync(new LocalCloudSettings());
        await using var broken = await LocalCloudProcess.StartAsync(new LocalCloudSettings(assembly.Folder, Recorded: false));
        using var guarded = new ServiceClient(intact.Address);
        using var open = new ServiceClient(broken.Address);
        var (guardedBefore, openBefore) = (await InvocationsAsync(guarded), await InvocationsAsync(open));

        var refusedByGateway = await TokenlessAsync(guarded);
        var refusedByFunction = await TokenlessAsync(open);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (refusedByGateway.Status, refusedByFunction.Status));
        Assert.Equal(0, await InvocationsAsync(guarded) - guardedBefore);
        Assert.Equal(1, await InvocationsAsync(open) - openBefore);
    }

    [Fact(Timeout = 300_000)]
    public async Task WithAStricterModel_TheGatewayRefusesWhatTheFunctionWouldTake()
    {
        using var assembly = AssemblyCopy.Create().Edit("AWS::ApiGateway::Model", _ => true, model =>
        {
            if (model["Schema"]?["properties"]?["name"] is JsonObject name)
            {
                name["maxLength"] = 3;
            }
        });
        await using var cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings(assembly.Folder, Recorded: false));
        using var client = new ServiceClient(cloud.Address);
        var eventId = await CreateEventAsync(client);
        var before = await InvocationsAsync(client);

        var answer = await client.RegisterAsync(eventId, "broken-template-model", "Augusta", "ada@example.org", "10.1.1.1");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(before, await InvocationsAsync(client));
    }

    [Fact(Timeout = 300_000)]
    public async Task TheApiCalledAroundCloudFront_IsForbidden()
    {
        await using var cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings());
        using var client = new ServiceClient(cloud.Address);
        var outputs = await client.GetAsync("_local/outputs");
        var direct = outputs.Json.GetProperty("outputs").EnumerateObject().Single(o => o.Name.EndsWith(".RegionalEndpoint", StringComparison.Ordinal)).Value.GetString()!;

        var answer = await client.GetAsync($"{direct.TrimStart('/')}/v1/health");

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.Problem));
    }

    [Fact(Timeout = 300_000)]
    public async Task WithoutTheKeyInCloudFront_NothingReachesTheApi()
    {
        using var assembly = AssemblyCopy.Create().Edit("AWS::CloudFront::Distribution", _ => true, distribution =>
        {
            foreach (var origin in distribution["DistributionConfig"]!["Origins"]!.AsArray())
            {
                origin!.AsObject().Remove("OriginCustomHeaders");
            }
        });

        // It cannot become ready, since its API never answers; so it says why instead of starting.
        var (code, output) = await LocalCloudProcess.RefuseAsync(new LocalCloudSettings(assembly.Folder, Recorded: false));

        Assert.NotEqual(0, code);
        Assert.Contains("403", output, StringComparison.Ordinal);
    }

    private static bool IsCreateEvent(string path) => path.Contains("/v1/events/POST/", StringComparison.Ordinal);

    private static Task<Answer> TokenlessAsync(ServiceClient client) =>
        client.SendAsync(HttpMethod.Post, "v1/events", new Dictionary<string, object> { ["title"] = "A meeting", ["startsAt"] = "2098-01-01T10:00:00Z", ["capacity"] = 3 }, ("Idempotency-Key", "broken-template-no-token"));

    private static async Task<string> CreateEventAsync(ServiceClient client)
    {
        var created = await client.CreateEventAsync(await client.SignInAsync("organiser@example.org"), "broken-template-event", "A meeting", 3, new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.Created, created.Status);
        return created.Json.GetProperty("id").GetString()!;
    }

    /// <summary>Starts an export that cannot be written, and waits until the worker has tried.</summary>
    private static async Task FailAnExportAsync(ServiceClient client)
    {
        var eventId = await CreateEventAsync(client);
        var accepted = await client.CreateJobAsync(await client.SignInAsync("organiser@example.org"), "broken-template-export", eventId, "attendee-export");
        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
        await ServiceClient.UntilAsync(
            () => client.GetAsync("_local/calls?count=500"),
            answer => Calls(answer).Any(call => Text(call, "action") == "s3:PutObject" && !call.GetProperty("allowed").GetBoolean()),
            Patience);
    }

    private static async Task<int> InvocationsAsync(ServiceClient client)
    {
        var functions = await client.GetAsync("_local/functions");
        return functions.Json.GetProperty("functions").EnumerateArray().Single(f => Text(f, "name") == "Api").GetProperty("invocations").GetInt32();
    }

    private static IEnumerable<JsonElement> Calls(Answer answer) => answer.Json.GetProperty("calls").EnumerateArray();

    private static int Messages(Answer queues) =>
        queues.Json.GetProperty("queues").EnumerateArray().Sum(q => q.GetProperty("visible").GetInt32() + q.GetProperty("inFlight").GetInt32() + q.GetProperty("delayed").GetInt32());

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static void RemoveAction(JsonObject policy, string action)
    {
        foreach (var statement in policy["PolicyDocument"]!["Statement"]!.AsArray())
        {
            if (statement!["Action"] is JsonArray actions)
            {
                foreach (var found in actions.Where(a => ((string?)a)!.StartsWith(action, StringComparison.Ordinal)).ToList())
                {
                    actions.Remove(found);
                }

                if (actions.Count == 0)
                {
                    actions.Add("none:None");
                }
            }
            else if (((string?)statement["Action"])!.StartsWith(action, StringComparison.Ordinal))
            {
                statement["Action"] = "none:None";
            }
        }
    }
}
