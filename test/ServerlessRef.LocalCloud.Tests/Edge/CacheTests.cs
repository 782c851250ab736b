using System.Net;
using ServerlessRef.LocalCloud.Model;
using static ServerlessRef.LocalCloud.Tests.Edge.FakeInvoker;

namespace ServerlessRef.LocalCloud.Tests.Edge;

public sealed class CacheTests
{
    [Fact(Timeout = 30_000)]
    public async Task An_event_is_cached_for_its_second_and_not_longer()
    {
        await using var host = await EdgeHost.StartAsync();
        using var miss = await host.GetAsync("/v1/events/e1");
        host.Clock.Advance(TimeSpan.FromMilliseconds(900));
        using var hit = await host.GetAsync("/v1/events/e1");
        host.Clock.Advance(TimeSpan.FromMilliseconds(200));
        using var again = await host.GetAsync("/v1/events/e1");
        Assert.Equal(["Miss from cloudfront", "Hit from cloudfront", "Miss from cloudfront"], new[] { miss, hit, again }.Select(XCache));
        Assert.Equal("0", hit.Headers.GetValues("Age").Single());
        Assert.Equal(2, host.Functions.Events.Count);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("no-store")]
    [InlineData("private, max-age=60")]
    [InlineData("no-cache")]
    [InlineData("max-age=0")]
    public async Task What_the_origin_keeps_to_itself_is_not_cached(string cacheControl)
    {
        await using var host = await EdgeHost.StartAsync();
        host.Functions.Answer = _ => Task.FromResult(Respond($$"""{"statusCode":200,"headers":{"Cache-Control":"{{cacheControl}}"},"body":"{}"}"""));
        using var first = await host.GetAsync("/v1/events/e1");
        using var second = await host.GetAsync("/v1/events/e1");
        Assert.Equal("Miss from cloudfront", XCache(second));
        Assert.Equal(2, host.Functions.Events.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_minimum_above_zero_wins_over_no_store()
    {
        await using var host = await EdgeHost.StartAsync();
        host.Objects.Put("index.html", "home", "text/html", "no-store");
        using var first = await host.GetAsync("/");
        using var second = await host.GetAsync("/");
        Assert.Equal("Hit from cloudfront", XCache(second));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_maximum_bounds_what_the_origin_asks()
    {
        await using var host = await EdgeHost.StartAsync();
        host.Functions.Answer = _ => Task.FromResult(Respond("""{"statusCode":200,"headers":{"Cache-Control":"max-age=3600"},"body":"{}"}"""));
        using var first = await host.GetAsync("/v1/events/e1");
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        using var second = await host.GetAsync("/v1/events/e1");
        Assert.Equal("Miss from cloudfront", XCache(second));
    }

    [Fact(Timeout = 30_000)]
    public async Task Simultaneous_misses_share_one_origin_request()
    {
        await using var host = await EdgeHost.StartAsync();
        var release = new TaskCompletionSource();
        var called = new TaskCompletionSource();
        host.Functions.Answer = async _ =>
        {
            called.TrySetResult();
            await release.Task;
            return Respond("""{"statusCode":200,"body":"{}"}""");
        };
        var all = Enumerable.Range(0, 10).Select(_ => host.GetAsync("/v1/events/e1")).ToList();
        await called.Task;
        release.SetResult();
        foreach (var answer in await Task.WhenAll(all))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answer.Dispose();
        }

        Assert.Single(host.Functions.Events);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_expired_object_is_revalidated_by_its_ETag()
    {
        await using var host = await EdgeHost.StartAsync();
        host.Functions.Answer = request => Task.FromResult(request.GetProperty("headers").TryGetProperty("If-None-Match", out _)
            ? Respond("""{"statusCode":304,"headers":{"ETag":"\"1\""},"body":""}""")
            : Respond("""{"statusCode":200,"headers":{"ETag":"\"1\""},"body":"seats"}"""));
        using var first = await host.GetAsync("/v1/events/e1");
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        using var second = await host.GetAsync("/v1/events/e1");
        Assert.Equal("RefreshHit from cloudfront", XCache(second));
        Assert.Equal("seats", await second.Content.ReadAsStringAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_viewer_that_has_the_object_gets_304()
    {
        await using var host = await EdgeHost.StartAsync();
        host.Objects.Put("index.html", "home", "text/html");
        using var answer = await host.GetAsync("/", ("If-None-Match", "\"v1\""));
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Different_query_strings_are_different_objects_only_where_the_policy_says_so()
    {
        var cloud = SampleCloud.Create();
        var edge = cloud.Distributions[0];
        var policy = SampleCloud.OneSecond with { QueryStrings = new(SelectionMode.Only, ["limit"]) };
        await using var host = await EdgeHost.StartAsync(cloud with { Distributions = [edge with { Behaviors = [edge.Behaviors[1] with { CachePolicy = policy }, .. edge.Behaviors.Skip(2)] }] });
        using var first = await host.GetAsync("/v1/events/e1?limit=1&x=1");
        using var same = await host.GetAsync("/v1/events/e1?limit=1&x=2");
        using var other = await host.GetAsync("/v1/events/e1?limit=2");
        Assert.Equal(["Miss from cloudfront", "Hit from cloudfront", "Miss from cloudfront"], new[] { first, same, other }.Select(XCache));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_server_error_is_cached_for_ten_seconds_even_where_nothing_else_is()
    {
        await using var host = await EdgeHost.StartAsync();
        host.Functions.Answer = _ => Task.FromResult(Respond("""{"statusCode":503,"headers":{"Cache-Control":"no-store"},"body":""}"""));
        using var first = await host.GetAsync("/v1/events");
        using var second = await host.GetAsync("/v1/events");
        host.Clock.Advance(TimeSpan.FromSeconds(11));
        using var third = await host.GetAsync("/v1/events");
        Assert.Equal(2, host.Functions.Events.Count);
        Assert.Equal("Error from cloudfront", XCache(second));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_error_caching_minimum_of_zero_keeps_errors_out_of_the_cache()
    {
        var cloud = SampleCloud.Create();
        await using var host = await EdgeHost.StartAsync(cloud with { Distributions = [cloud.Distributions[0] with { ErrorPages = [new(503, null, null, TimeSpan.Zero)] }] });
        host.Functions.Answer = _ => Task.FromResult(Respond("""{"statusCode":503,"body":""}"""));
        using var first = await host.GetAsync("/v1/events");
        using var second = await host.GetAsync("/v1/events");
        Assert.Equal(2, host.Functions.Events.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_to_POST_is_never_cached()
    {
        await using var host = await EdgeHost.StartAsync();
        using var first = await host.PostAsync("/v1/any", "{}");
        using var second = await host.PostAsync("/v1/any", "{}");
        Assert.Equal(2, host.Functions.Events.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task HEAD_is_served_from_the_object_GET_brought()
    {
        await using var host = await EdgeHost.StartAsync();
        using var get = await host.GetAsync("/v1/events/e1");
        using var head = await host.SendAsync(HttpMethod.Head, "/v1/events/e1", null);
        Assert.Equal("Hit from cloudfront", XCache(head));
        Assert.Equal(2, head.Content.Headers.ContentLength);
    }

    private static string XCache(HttpResponseMessage answer) => answer.Headers.GetValues("X-Cache").Single();
}
