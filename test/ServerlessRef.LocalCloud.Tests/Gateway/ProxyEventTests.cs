using System.Text.Json;
using ServerlessRef.LocalCloud.Tests.Edge;

namespace ServerlessRef.LocalCloud.Tests.Gateway;

public sealed class ProxyEventTests
{
    [Fact(Timeout = 30_000)]
    public async Task The_event_has_the_members_of_format_1()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.PostAsync("/v1/events/e1/registrations?a=1", "{}", ("Idempotency-Key", "k"));
        var sent = host.Functions.LastEvent;
        Assert.Equal(
            ["body", "headers", "httpMethod", "isBase64Encoded", "multiValueHeaders", "multiValueQueryStringParameters", "path", "pathParameters", "queryStringParameters", "requestContext", "resource", "stageVariables"],
            sent.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal("/v1/events/{eventId}/registrations", sent.GetProperty("resource").GetString());
        Assert.Equal("/v1/events/e1/registrations", sent.GetProperty("path").GetString());
        Assert.Equal("e1", sent.GetProperty("pathParameters").GetProperty("eventId").GetString());
        Assert.Equal(JsonValueKind.Null, sent.GetProperty("stageVariables").ValueKind);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_request_context_names_stage_time_and_request()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.GetAsync("/v1/events");
        var context = host.Functions.LastEvent.GetProperty("requestContext");
        Assert.Equal("/prod/v1/events", context.GetProperty("path").GetString());
        Assert.Equal("prod", context.GetProperty("stage").GetString());
        Assert.Equal("21/Nov/2026:12:00:00 +0000", context.GetProperty("requestTime").GetString());
        Assert.Equal(host.Clock.GetUtcNow().ToUnixTimeMilliseconds(), context.GetProperty("requestTimeEpoch").GetInt64());
        Assert.Equal(answer.Headers.GetValues("x-amzn-RequestId").Single(), context.GetProperty("requestId").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task Behind_CloudFront_the_source_is_the_edge_and_around_it_the_viewer()
    {
        await using var host = await EdgeHost.StartAsync();
        using var through = await host.GetAsync("/v1/events", ("X-Local-Viewer-Ip", "203.0.113.7"));
        using var around = await host.GetAsync("/_local/execute-api/api1/prod/v1/events", ("X-Local-Viewer-Ip", "203.0.113.7"), ("x-api-key", SampleCloud.ApiKey));
        Assert.Equal(["127.0.0.1", "203.0.113.7"], host.Functions.Events.Select(one => one.GetProperty("requestContext").GetProperty("identity").GetProperty("sourceIp").GetString()));
    }
}
