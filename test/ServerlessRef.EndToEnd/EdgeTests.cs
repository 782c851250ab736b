using System.Net;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>What the templates promise about the edge, asked of the whole of it.</summary>
[Collection(RunningCloudGroup.Name)]
public sealed class EdgeTests(RunningCloud cloud) : IDisposable
{
    private readonly ServiceClient _client = cloud.Client();

    public static TheoryData<string, HttpStatusCode> Pages => new()
    {
        { "", HttpStatusCode.OK },
        { "js/main.js", HttpStatusCode.OK },
        { "config.json", HttpStatusCode.OK },
        { "no-such-file", HttpStatusCode.NotFound },
        { "v1/events", HttpStatusCode.OK },
        { "v1/events/no-such-event", HttpStatusCode.NotFound },
        { "v1/events/no-such-event/attendees", HttpStatusCode.Unauthorized },
        { "v1/no-such-route", HttpStatusCode.NotFound },
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Pages))]
    public async Task EveryResponse_HasTheSecurityHeaders_AndNamesNoServer(string path, HttpStatusCode status)
    {
        using var response = await GetAsync(path);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("max-age=63072000", headers["Strict-Transport-Security"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("DENY", headers["X-Frame-Options"]);
        Assert.Equal("no-referrer", headers["Referrer-Policy"]);
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("X-Powered-By", headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("Access-Control-Allow-Origin", headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(null)]
    [InlineData("guessed-guessed-guessed-guessed-guessed-")]
    public async Task AroundCloudFront_TheApiAnswersNobody_NotEvenAnOrganiser(string? key)
    {
        var outputs = (await _client.GetAsync("_local/outputs")).Json.GetProperty("outputs");
        var address = new Uri(outputs.EnumerateObject().Single(o => o.Name.EndsWith(".ApiUrl", StringComparison.Ordinal)).Value.GetString()!);
        var endpoint = $"_local/execute-api/{address.Host.Split('.')[0]}{address.AbsolutePath}";
        var token = await _client.SignInAsync("organiser@example.org");
        List<(string, string)> headers = [("Authorization", $"Bearer {token}")];
        if (key is not null)
        {
            headers.Add(("x-api-key", key));
        }

        foreach (var path in new[] { "v1/health", "v1/events", "v1/jobs/job_1" })
        {
            var answer = await _client.GetAsync(endpoint + path, [.. headers]);
            Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.Problem));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task AKeySentThroughCloudFront_DoesNotReplaceItsOwn()
    {
        var answer = await _client.GetAsync("v1/health", ("x-api-key", "guessed-guessed-guessed-guessed-guessed-"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task WhatIsPrivate_IsNeverServedFromTheCache()
    {
        var token = await _client.SignInAsync("organiser@example.org");
        var created = await _client.CreateEventAsync(token, "edge-tests-event-001", "Cached for a second", 3, new DateTimeOffset(2096, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var path = $"v1/events/{created.Json.GetProperty("id").GetString()}/attendees";

        using var own = await GetAsync(path, ("Authorization", $"Bearer {token}"));
        using var nobody = await GetAsync(path);
        using var again = await GetAsync(path, ("Authorization", $"Bearer {token}"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (own.StatusCode, nobody.StatusCode, again.StatusCode));
        Assert.Equal("no-store", own.Headers.CacheControl?.ToString());
        Assert.DoesNotContain("Hit", string.Join(',', again.Headers.TryGetValues("X-Cache", out var cache) ? cache : []), StringComparison.Ordinal);
    }

    public void Dispose() => _client.Dispose();

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _client.Http.SendAsync(request);
    }
}
