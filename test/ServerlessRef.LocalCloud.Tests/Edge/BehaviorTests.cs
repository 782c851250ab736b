using System.Net;
using ServerlessRef.LocalCloud.Edge;
using static ServerlessRef.LocalCloud.Tests.Edge.FakeInvoker;

namespace ServerlessRef.LocalCloud.Tests.Edge;

public sealed class BehaviorTests
{
    [Theory]
    [InlineData("/v1/events/*/*", "/v1/events/a/b", true)]
    [InlineData("/v1/events/*/*", "/v1/events/a", false)]
    [InlineData("/v1/events/*", "/v1/events/a/b/c", true)]
    [InlineData("*.css", "/site/main.css", true)]
    [InlineData("/a?c", "/abc", true)]
    [InlineData("/a?c", "/ac", false)]
    [InlineData("/V1/*", "/v1/x", false)]
    [InlineData("images/*", "/images/x", true)]
    public void A_path_pattern_matches_as_CloudFront_documents(string pattern, string path, bool matches) => Assert.Equal(matches, PathPattern.Matches(pattern, path));

    [Theory]
    [InlineData("/a/../b", "/b")]
    [InlineData("/a//b/./c", "/a/b/c")]
    [InlineData("/%2e%2e/%61", "/a")]
    [InlineData("/a%2Fb", "/a%2Fb")]
    [InlineData("/../..", "/")]
    [InlineData("/a/", "/a/")]
    public void Paths_are_normalised_before_they_are_matched(string raw, string normal) => Assert.Equal(normal, PathPattern.Normalize(raw));

    [Fact(Timeout = 30_000)]
    public async Task A_method_the_behaviour_does_not_allow_gets_CloudFronts_403()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.PostAsync("/index.html", "{}");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("not configured to allow the HTTP request method", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Error from cloudfront", answer.Headers.GetValues("X-Cache").Single());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_header_value_beyond_ASCII_passes()
    {
        await using var host = await EdgeHost.StartAsync();

        Assert.DoesNotContain(" 400 ", await host.RawAsync("GET /v1/events HTTP/1.1\r\nHost: localhost\r\nUser-Agent: \u00e9\u00ff\r\nX-Name: \u00e9\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_no_HTTP_is_an_empty_400()
    {
        await using var host = await EdgeHost.StartAsync();

        var answer = await host.RawAsync("GET /v1/events%00 HTTP/1.1\r\nHost: localhost\r\nUser-Agent: a\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_local_viewer_address_is_forwarded_and_its_header_is_not()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.GetAsync("/v1/events", ("X-Local-Viewer-Ip", "203.0.113.7"));
        var headers = host.Functions.LastEvent.GetProperty("headers");
        Assert.Equal("203.0.113.7, 127.0.0.1", headers.GetProperty("X-Forwarded-For").GetString());
        Assert.False(headers.TryGetProperty("X-Local-Viewer-Ip", out _));
    }

    [Fact(Timeout = 30_000)]
    public async Task All_viewer_headers_except_Host_reach_an_uncached_api()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.GetAsync("/v1/events?b=2&a=%C3%A9&a=3", ("Authorization", "Bearer x"), ("X-Mine", "1"), ("Cookie", "c=1"));
        var headers = host.Functions.LastEvent.GetProperty("headers");
        Assert.Equal("Bearer x", headers.GetProperty("Authorization").GetString());
        Assert.Equal("1", headers.GetProperty("X-Mine").GetString());
        Assert.Equal("c=1", headers.GetProperty("Cookie").GetString());
        Assert.Equal("api1.execute-api.eu-central-1.amazonaws.com", headers.GetProperty("Host").GetString());
        Assert.Equal(SampleCloud.ApiKey, headers.GetProperty("x-api-key").GetString());
        Assert.Equal("3", host.Functions.LastEvent.GetProperty("queryStringParameters").GetProperty("a").GetString());
        Assert.Equal("é", host.Functions.LastEvent.GetProperty("multiValueQueryStringParameters").GetProperty("a")[0].GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cached_behaviour_forwards_neither_authorization_nor_cookies_nor_query()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.GetAsync("/v1/events/e1?x=1", ("Authorization", "Bearer x"), ("Cookie", "c=1"), ("CloudFront-Viewer-Address", "forged"));
        var headers = host.Functions.LastEvent.GetProperty("headers");
        Assert.False(headers.TryGetProperty("Authorization", out _));
        Assert.False(headers.TryGetProperty("Cookie", out _));
        Assert.False(headers.TryGetProperty("CloudFront-Viewer-Address", out _));
        Assert.Equal("Amazon CloudFront", headers.GetProperty("User-Agent").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, host.Functions.LastEvent.GetProperty("queryStringParameters").ValueKind);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_GET_with_a_body_is_refused_at_the_edge()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.SendAsync(HttpMethod.Get, "/v1/events", new StringContent("{}"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(host.Functions.Events);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_URL_longer_than_8192_bytes_is_413()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.GetAsync("/v1/events?q=" + new string('a', 8_200));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("/v1/events/../../etc/passwd")]
    [InlineData("/..%2f..%2fother-bucket/secret")]
    [InlineData("/%2e%2e/other-bucket/secret")]
    [InlineData("/a/../index.html")]
    public async Task Traversal_never_reaches_an_object(string path)
    {
        await using var host = await EdgeHost.StartAsync();
        host.Objects.Put("index.html", "home", "text/html");
        var answer = await host.RawAsync($"GET {path} HTTP/1.1\r\nHost: x\r\nUser-Agent: t\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403", answer, StringComparison.Ordinal);
        Assert.Equal(0, host.Objects.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_origins_timeout_answers_504()
    {
        await using var host = await EdgeHost.StartAsync();
        var called = new TaskCompletionSource();
        var never = new TaskCompletionSource<LocalCloud.Functions.InvokeResult>();
        host.Functions.Answer = _ =>
        {
            called.SetResult();
            return never.Task;
        };
        var pending = host.GetAsync("/v1/events");
        await called.Task;
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        using var answer = await pending;
        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        never.SetResult(Respond("{}"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_header_CloudFront_would_make_but_the_laptop_does_not_stops_the_start()
    {
        var cloud = SampleCloud.Create();
        var edge = cloud.Distributions[0];
        var asking = edge.Behaviors[0] with { OriginRequestPolicy = new(new(Model.SelectionMode.Only, ["CloudFront-Viewer-Country"]), Model.ItemSelection.None, Model.ItemSelection.None) };
        var broken = cloud with { Distributions = [edge with { Behaviors = [asking, edge.Behaviors[^1]] }] };
        var refusal = await Assert.ThrowsAsync<StartupException>(() => EdgeHost.StartAsync(broken));
        Assert.Contains("CloudFront-Viewer-Country", refusal.Message, StringComparison.Ordinal);
    }
}
