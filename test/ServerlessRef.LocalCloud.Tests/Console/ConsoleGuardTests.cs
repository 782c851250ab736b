using System.Net;

namespace ServerlessRef.LocalCloud.Tests.DevConsole;

public sealed class ConsoleGuardTests
{
    [Theory(Timeout = 30_000)]
    [InlineData("attacker.example")]
    [InlineData("127.0.0.1.attacker.example")]
    [InlineData("localhost.attacker.example:8080")]
    [InlineData("192.168.0.10")]
    public async Task A_host_that_is_not_loopback_is_refused(string host)
    {
        await using var console = await ConsoleHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_local/table");
        request.Headers.Host = host;

        using var response = await console.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("localhost:8080")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:8080")]
    public async Task Loopback_by_any_name_is_answered(string host)
    {
        await using var console = await ConsoleHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_local/health");
        request.Headers.Host = host;

        using var response = await console.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_post_from_another_origin_is_refused_and_does_nothing(string header, string value)
    {
        await using var console = await ConsoleHost.StartAsync();

        using var response = await console.PostAsync("/_local/schedules/Sweep/run", change: request => request.Headers.Add(header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(console.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_post_of_its_own_page_is_answered()
    {
        await using var console = await ConsoleHost.StartAsync();
        var own = console.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

        using var response = await console.PostAsync("/_local/schedules/Sweep/run", change: request => request.Headers.Add("Origin", own));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Data_may_not_be_embedded_by_another_origin()
    {
        await using var console = await ConsoleHost.StartAsync();

        using var response = await console.Client.GetAsync(new Uri("/_local/table", UriKind.Relative));

        Assert.Equal(["same-origin"], response.Headers.GetValues("Cross-Origin-Resource-Policy"));
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
    }
}
