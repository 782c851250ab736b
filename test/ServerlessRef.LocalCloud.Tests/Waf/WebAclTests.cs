using System.Net;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tests.Edge;

namespace ServerlessRef.LocalCloud.Tests.Waf;

public sealed class WebAclTests
{
    private static readonly WafRule Common = new("Common", "managed", CountOnly: false, "AWSManagedRulesCommonRuleSet");
    private static readonly WafRule BadInputs = new("BadInputs", "managed", CountOnly: false, "AWSManagedRulesKnownBadInputsRuleSet");
    private static readonly WafRule Reputation = new("Reputation", "managed", CountOnly: false, "AWSManagedRulesAmazonIpReputationList");
    private static readonly WafRule Rate = new("Rate", "rate", CountOnly: false, null, 3, TimeSpan.FromMinutes(5));

    [Fact(Timeout = 30_000)]
    public async Task An_address_over_the_rate_is_blocked_and_another_is_not()
    {
        await using var host = await StartAsync(Rate);
        var statuses = new List<HttpStatusCode>();
        for (var call = 0; call < 4; call++)
        {
            statuses.Add(await StatusAsync(host, "203.0.113.1"));
        }

        statuses.Add(await StatusAsync(host, "203.0.113.2"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK], statuses);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_blocked_address_passes_again_after_the_window()
    {
        await using var host = await StartAsync(Rate);
        for (var call = 0; call < 4; call++)
        {
            await StatusAsync(host, "203.0.113.1");
        }

        host.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "203.0.113.1"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_rule_that_counts_blocks_nobody()
    {
        await using var host = await StartAsync(Rate with { CountOnly = true, Limit = 0 }, Common with { CountOnly = true });
        using var answer = await host.PostAsync("/v1/any", new string('a', 9_000));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("<script>", HttpStatusCode.Forbidden)]
    public async Task A_member_overridden_to_count_lets_only_its_own_matches_through(string start, HttpStatusCode status)
    {
        await using var host = await StartAsync(Common with { CountedRules = ["SizeRestrictions_BODY"] });
        using var answer = await host.PostAsync("/v1/any", start + new string('a', 9_000));
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_scoped_rate_rule_counts_only_its_paths()
    {
        await using var host = await StartAsync(Rate with { Limit = 0, ScopePathPrefix = "/v1/any" });
        using var other = await host.GetAsync("/v1/events");
        using var scoped = await host.PostAsync("/v1/any", "{}");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (other.StatusCode, scoped.StatusCode));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(8_192, HttpStatusCode.OK)]
    [InlineData(8_193, HttpStatusCode.Forbidden)]
    [InlineData(20_000_000, HttpStatusCode.Forbidden)]
    public async Task A_body_over_8_KB_is_blocked(int bytes, HttpStatusCode status)
    {
        await using var host = await StartAsync(Common);
        using var content = new StringContent(new string('a', bytes));
        using var answer = await host.SendAsync(HttpMethod.Post, "/v1/any", content);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("GET /v1/events?q=..%2f..%2fetc%2fpasswd")]
    [InlineData("GET /v1/events?q=%252e%252e%252fetc")]
    [InlineData("GET /v1/events?q=%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("GET /v1/events?q=http://169.254.169.254/latest/meta-data/")]
    [InlineData("GET /backup/site.bak")]
    [InlineData("GET /.git/config")]
    [InlineData("GET /.env")]
    [InlineData("PROPFIND /")]
    [InlineData("GET /v1/events?q=${jndi:ldap://x}")]
    public async Task A_hostile_request_is_blocked_with_CloudFronts_page(string request)
    {
        await using var host = await StartAsync(Common, BadInputs, Reputation);
        var answer = await host.RawAsync($"{request} HTTP/1.1\r\nHost: x\r\nUser-Agent: t\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403", answer, StringComparison.Ordinal);
        Assert.Contains("Request blocked.", answer, StringComparison.Ordinal);
        Assert.Empty(host.Functions.Events);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("", "Request blocked.")]
    [InlineData("User-Agent: sqlmap/1.0\r\n", "Request blocked.")]
    [InlineData("User-Agent: t\r\nX-Api: ${jndi:ldap://x}\r\n", "Request blocked.")]
    [InlineData("User-Agent: t\r\n", "200 OK")]
    public async Task Headers_are_inspected(string headers, string expected)
    {
        await using var host = await StartAsync(Common, BadInputs);
        var answer = await host.RawAsync($"GET /v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}Connection: close\r\n\r\n");
        Assert.Contains(expected, answer, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""{"title":"Script night: on stage!"}""")]
    [InlineData("""{"name":"O'Brien <ob@example.org>","email":"ob@example.org"}""")]
    [InlineData("""{"title":"C# & .NET … 50 % off, 1 < 2"}""")]
    public async Task An_ordinary_body_passes(string body)
    {
        await using var host = await StartAsync(Common, BadInputs);
        using var answer = await host.PostAsync("/v1/any", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_reputation_list_is_empty_and_passes_everybody()
    {
        await using var host = await StartAsync(Reputation);
        using var answer = await host.PostAsync("/v1/any", "<script>");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_host_called_localhost_passes_although_the_group_has_a_rule_against_it()
    {
        await using var host = await StartAsync(BadInputs);
        var answer = await host.RawAsync("GET /v1/events HTTP/1.1\r\nHost: localhost\r\nUser-Agent: t\r\nConnection: close\r\n\r\n");
        Assert.Contains("200 OK", answer, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_managed_group_that_is_not_emulated_stops_the_start()
    {
        var refusal = await Assert.ThrowsAsync<StartupException>(() => StartAsync(Common with { ManagedGroup = "AWSManagedRulesSQLiRuleSet" }));
        Assert.Contains("AWSManagedRulesSQLiRuleSet", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<EdgeHost> StartAsync(params WafRule[] rules)
    {
        var cloud = SampleCloud.Create();
        return EdgeHost.StartAsync(cloud with
        {
            WebAcls = [new WebAcl { Arn = "arn:acl", DefaultAllow = true, Rules = rules }],
            Distributions = [cloud.Distributions[0] with { WebAclArn = "arn:acl" }],
        });
    }

    private static async Task<HttpStatusCode> StatusAsync(EdgeHost host, string address)
    {
        using var answer = await host.GetAsync("/v1/events", ("X-Local-Viewer-Ip", address));
        return answer.StatusCode;
    }
}
