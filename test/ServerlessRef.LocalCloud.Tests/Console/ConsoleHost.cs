using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessRef.LocalCloud.DevConsole;
using ServerlessRef.LocalCloud.Observation;
using ServerlessRef.LocalCloud.StepFunctions;

namespace ServerlessRef.LocalCloud.Tests.DevConsole;

/// <summary>The console on a port of its own, over services that only remember what they were asked.</summary>
internal sealed class ConsoleHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ConsoleHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public List<string> Asked { get; } = [];

    public static async Task<ConsoleHost> StartAsync(Func<CancellationToken, Task<IReadOnlyList<QueueStatus>>>? queues = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        ConsoleHost? host = null;
        LocalConsole.Map(app, new ConsoleServices
        {
            TableItems = _ => Task.FromResult<IReadOnlyList<JsonElement>>([JsonElement.Parse("""{"PK":"EVENT#1","SK":"META","capacity":20}""")]),
            Queues = queues ?? (_ => Task.FromResult<IReadOnlyList<QueueStatus>>([new("Jobs", 3, 2, 1, false), new("JobsDead", 0, 0, 0, true)])),
            Functions = () => [new("Api", 2, 1, 10, 1, 0, 0, 512, 10, "/code/Api", null), new("Worker", 0, 0, 0, 0, 0, 0, 512, 60, "/code/Worker", null)],
            Logs = (name, count) =>
            {
                host!.Asked.Add($"logs {name} {count}");
                return [new(DateTimeOffset.UnixEpoch, "e1", "r1", "stdout", "registered")];
            },
            Buckets = _ => Task.FromResult<IReadOnlyList<BucketStatus>>([new("media", ["images/one.webp"])]),
            UnderWay = () => [new("stream", 1)],
            Redrive = (name, _) =>
            {
                host!.Asked.Add($"redrive {name}");
                return name == "Jobs" ? throw new AwsError("InvalidRequest", 400, "No way back.") : Task.FromResult(3);
            },
            Calls = count =>
            {
                host!.Asked.Add($"calls {count}");
                return [new AwsCall(7, DateTimeOffset.UnixEpoch, "Api", "arn:role", "sqs:SendMessage", ["arn:queue"], false, "no statement allows it", 403, "AccessDenied", TimeSpan.FromMilliseconds(1.5))];
            },
            Mail = () => [new(1, DateTimeOffset.UnixEpoch, "mail", "notices", "desk@example.org", "News", "text", "notice-1")],
            Traces = (count, kind) =>
            {
                host!.Asked.Add($"traces {count} {kind}");
                return [new("1-00000000-000000000000000000000001", DateTimeOffset.UnixEpoch, "request", "POST /v1/events", "201", 2, 12.5, false)];
            },
            Hops = id => id == "known" ? [new(1, DateTimeOffset.UnixEpoch, 1.5, "function", "Api", "Success", false, ["1-00000000-000000000000000000000001"], ["known"])] : [],
            Schedules = () => [new("Sweep", "Sweeper", 60, true)],
            Executions = () => [new("arn:execution", "run-1", "Promotion", ExecutionStatus.Running, "AwaitAnswer", true, DateTimeOffset.UnixEpoch, null, JsonElement.Parse("{}"), null, null, null)],
            ExecutionHistory = name => name == "run-1" ? [new(1, DateTimeOffset.UnixEpoch, "ExecutionStarted", null, JsonElement.Parse("{}"), null, null)] : null,
            Outputs = new Dictionary<string, string> { ["Stack.SiteUrl"] = "http://127.0.0.1:8080" },
            OpenApi = () => """{"openapi":"3.1.0"}""",
            SignIn = (email, lifetime) => lifetime is { } given ? $"token-of-{email}-for-{given.TotalSeconds}" : $"token-of-{email}",
            ReplaceCode = (name, directory, _) =>
            {
                host!.Asked.Add($"code {name} {directory}");
                return directory.EndsWith("empty", StringComparison.Ordinal)
                    ? throw new StartupException(["Api keeps its code: the folder holds no bootstrap."])
                    : Task.CompletedTask;
            },
            Invoke = (name, json, _) =>
            {
                host!.Asked.Add($"invoke {name} {json}");
                return Task.FromResult("""{"reopened":1}""");
            },
            SendMessage = (name, body, _) =>
            {
                host!.Asked.Add($"send {name} {body}");
                return Task.CompletedTask;
            },
            RunSchedule = (name, _) =>
            {
                host!.Asked.Add($"run {name}");
                return Task.CompletedTask;
            },
        });
        await app.StartAsync();
        return host = new ConsoleHost(app);
    }

    public async Task<JsonElement> GetJsonAsync(string path)
        => JsonElement.Parse(await Client.GetStringAsync(new Uri(path, UriKind.Relative)));

    public Task<HttpResponseMessage> PostAsync(string path, string body = "", Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        change?.Invoke(request);
        return Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
