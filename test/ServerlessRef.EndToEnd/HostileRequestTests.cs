using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>Each request of the table gets the right refusal, and none changes anything.</summary>
[Collection(RunningCloudGroup.Name)]
public sealed class HostileRequestTests(RunningCloud cloud) : IAsyncLifetime
{
    private static readonly TimeSpan StillFor = TimeSpan.FromSeconds(5);

    private static Task? _standsStill;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private ServiceClient _client = null!;

    public static TheoryData<string> Names => [.. HostileRequest.All.Select(r => r.Name)];

    public async Task InitializeAsync()
    {
        _client = cloud.Client();
        var organiser = await _client.SignInAsync("organiser@example.org");
        var created = await _client.CreateEventAsync(organiser, "hostile-requests-event", "An event to attack", 10, new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var eventId = created.Json.GetProperty("id").GetString()!;
        var registered = await _client.RegisterAsync(eventId, "hostile-requests-person", "A person", "person@example.org", "10.9.9.9");
        await ServiceClient.UntilAsync(
            () => _client.GetRegistrationAsync(eventId, registered.Json.GetProperty("id").GetString()!, registered.Json.GetProperty("cancellationToken").GetString()!, "10.9.9.9"),
            answer => answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("ticket").ValueKind == JsonValueKind.Object,
            TimeSpan.FromMinutes(2));

        await (_standsStill ??= StandStillAsync());
        _names["{event}"] = eventId;
        _names["{registration}"] = registered.Json.GetProperty("id").GetString()!;
        _names["{organiser}"] = organiser;
        _names["{stranger}"] = await _client.SignInAsync("stranger@example.org");
        _names["{expired}"] = await ExpiredTokenAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void TheTable_HasAtLeastSixtyRequests_EachNamedOnce()
    {
        Assert.True(HostileRequest.All.Count >= 60);
        Assert.Equal(HostileRequest.All.Count, HostileRequest.All.Select(r => r.Name).Distinct().Count());
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Names))]
    public async Task AHostileRequest_GetsTheRightRefusal_AndChangesNothing(string name)
    {
        var request = HostileRequest.All.Single(r => r.Name == name);
        var before = await TableAsync();

        var response = await SendAsync(request);

        Assert.True(response.Status == request.Status, $"{response.Status} instead of {request.Status}: {response.Body}");
        if (!request.FromEdge)
        {
            Assert.StartsWith("application/problem+json", response.Headers["Content-Type"], StringComparison.Ordinal);
            var problem = JsonSerializer.Deserialize<JsonElement>(response.Body);
            Assert.StartsWith("/problems/", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
            Assert.Equal(request.Status, problem.GetProperty("status").GetInt32());
        }

        Assert.Equal(before, await TableAsync());
    }

    private Task<RawHttp.Response> SendAsync(HostileRequest request)
    {
        // An address of its own for each: the rate rule is tested elsewhere.
        var index = HostileRequest.All.Select((r, i) => (r, i)).Single(p => p.r == request).i;
        List<string> headers =
        [
            $"Host: {cloud.Address.Authority}",
            string.Create(CultureInfo.InvariantCulture, $"X-Local-Viewer-Ip: 10.66.{index / 250}.{(index % 250) + 1}"),
            .. request.Headers.Any(h => h.StartsWith("User-Agent:", StringComparison.Ordinal)) ? [] : new[] { "User-Agent: hostile/1.0" },
            .. request.Headers.Where(h => h != "User-Agent:").Select(Fill),
            .. request.Body.Length > 0 || request.RequestLine.StartsWith("POST", StringComparison.Ordinal) ? new[] { $"Content-Length: {request.Body.Length}" } : [],
        ];
        return RawHttp.SendAsync(cloud.Address, Fill(request.RequestLine), headers, request.Body, CancellationToken.None);
    }

    private string Fill(string text) => _names.Aggregate(text, (filled, name) => filled.Replace(name.Key, name.Value, StringComparison.Ordinal));

    // What the tests before have left to be done changes the table as well, and would be taken for the work of a request here. These leave nothing.
    private async Task StandStillAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (table, since) = (await TableAsync(), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(since) < StillFor)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), patience.Token);
            if (await TableAsync() is var now && now != table)
            {
                (table, since) = (now, Stopwatch.GetTimestamp());
            }
        }
    }

    private async Task<string> TableAsync() => (await _client.GetAsync("_local/table")).Body;

    private async Task<string> ExpiredTokenAsync()
    {
        using var response = await _client.Http.PostAsJsonAsync(new Uri("_local/sign-in", UriKind.Relative), new Dictionary<string, object> { ["email"] = "organiser@example.org", ["lifetimeSeconds"] = 0 });
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).GetProperty("idToken").GetString()!;
    }
}
