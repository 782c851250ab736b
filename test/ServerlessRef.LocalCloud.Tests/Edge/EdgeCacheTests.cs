using ServerlessRef.LocalCloud.Edge;
using ServerlessRef.LocalCloud.Gateway;

namespace ServerlessRef.LocalCloud.Tests.Edge;

public sealed class EdgeCacheTests
{
    private readonly ManualClock _clock = new();

    [Fact(Timeout = 30_000)]
    public async Task The_least_recently_used_object_leaves_first()
    {
        var cache = new EdgeCache(_clock, maxBytes: 5_000);
        await PutAsync(cache, "a");
        await PutAsync(cache, "b");
        Assert.NotNull(cache.FindFresh("a"));
        await PutAsync(cache, "c");
        Assert.Equal([true, false, true], new[] { "a", "b", "c" }.Select(key => cache.FindFresh(key) is not null));
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_waited_for_an_answer_that_may_not_be_shared_asks_for_himself()
    {
        var cache = new EdgeCache(_clock);
        var first = new TaskCompletionSource<FetchResult>();
        var pending = cache.GetAsync("a", _ => first.Task, collapse: true, CancellationToken.None);
        var waiting = cache.GetAsync("a", _ => Task.FromResult(new FetchResult(Answer("mine"), TimeSpan.Zero)), collapse: true, CancellationToken.None);
        first.SetResult(new FetchResult(Answer("private"), TimeSpan.Zero));
        await pending;
        Assert.Equal("mine"u8.ToArray(), (await waiting).Answer.Body.ToArray());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_failure_belongs_to_the_one_who_asked()
    {
        var cache = new EdgeCache(_clock);
        var first = new TaskCompletionSource<FetchResult>();
        var pending = cache.GetAsync("a", _ => first.Task, collapse: true, CancellationToken.None);
        var waiting = cache.GetAsync("a", _ => Task.FromResult(new FetchResult(Answer("fine"), TimeSpan.FromMinutes(1))), collapse: true, CancellationToken.None);
        first.SetException(new InvalidOperationException("origin"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => pending);
        Assert.Equal("fine"u8.ToArray(), (await waiting).Answer.Body.ToArray());
    }

    private static HttpAnswer Answer(string body) => new(200, new HeaderFields(), System.Text.Encoding.UTF8.GetBytes(body));

    private static Task<CacheResult> PutAsync(EdgeCache cache, string key) =>
        cache.GetAsync(key, _ => Task.FromResult(new FetchResult(Answer(new string('x', 1_000)), TimeSpan.FromMinutes(1))), collapse: true, CancellationToken.None);
}
