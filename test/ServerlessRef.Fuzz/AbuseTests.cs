using System.Net;
using System.Text.Json;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Fuzz;

/// <summary>One sender too many: SECURITY.md, Abuse and cost.</summary>
[Collection(FuzzCloudGroup.Name)]
public sealed class AbuseTests(FuzzCloud cloud)
{
    /// <summary>Of the web ACL's rate rule, in five minutes.</summary>
    private const int Rate = 2_000;

    private const int AtOnce = 20;

    [Fact(Timeout = 300_000)]
    public async Task AnAddressOverTheRate_GetsTheFirewallsPage_AndAnotherOneDoesNot()
    {
        using var client = new ServiceClient(cloud.Address);
        var blocked = 0;

        // An object of the site: served by the cache, no function pays for this.
        await Parallel.ForAsync(0, Rate + 100, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            var answer = await client.GetAsync("favicon.svg", ("X-Local-Viewer-Ip", "10.99.0.1"));
            Interlocked.Add(ref blocked, answer.Status == HttpStatusCode.Forbidden ? 1 : 0);
        });

        Assert.Equal(100, blocked);
        var page = await client.GetAsync("v1/health", ("X-Local-Viewer-Ip", "10.99.0.1"));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("Request blocked", page.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("v1/health", ("X-Local-Viewer-Ip", "10.99.0.2"))).Status);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("jobs", 150)]
    [InlineData("waitlist", 300)]
    public async Task ARouteAskedTooFast_Is429_WithAProblemAndAWait(string route, int atOnce)
    {
        using var client = new ServiceClient(cloud.Address);
        var organiser = await client.SignInAsync("throttled@organisers.example");
        var throttled = new List<Answer>();

        // Its body is wrong, so that nothing is invoked: the throttle comes before the body is looked at.
        for (var round = 0; round < 20 && throttled.Count == 0; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => client.SendAsync(
                HttpMethod.Post,
                $"v1/events/evt_00000000000000000000000000/{route}",
                new Dictionary<string, string>(),
                ("Authorization", $"Bearer {organiser}"),
                ("Idempotency-Key", $"throttled-{route}-0001"),
                ("X-Local-Viewer-Ip", $"10.99.{atOnce / 150}.{round + 1}"))));
            throttled.AddRange(answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests));
        }

        Assert.NotEmpty(throttled);
        Assert.All(throttled, answer =>
        {
            Assert.Equal("too-many-requests", answer.Problem);
            Assert.Equal(429, JsonSerializer.Deserialize<JsonElement>(answer.Body).GetProperty("status").GetInt32());
            Assert.Equal(TimeSpan.FromSeconds(1), answer.RetryAfter);
        });
    }
}
