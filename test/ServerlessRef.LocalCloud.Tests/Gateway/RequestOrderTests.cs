using System.Net;
using System.Text;
using System.Text.Json;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Tests.Edge;
using static ServerlessRef.LocalCloud.Tests.Edge.FakeInvoker;

namespace ServerlessRef.LocalCloud.Tests.Gateway;

public sealed class RequestOrderTests
{
    private const string Direct = "/_local/execute-api/api1/prod";

    [Fact(Timeout = 30_000)]
    public async Task The_API_called_around_CloudFront_without_its_key_is_403()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.GetAsync(Direct + "/v1/events");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("""{"message":"Forbidden"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("ForbiddenException", answer.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Empty(host.Functions.Events);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_unknown_key_is_403_and_the_right_one_passes()
    {
        await using var host = await EdgeHost.StartAsync();
        using var wrong = await host.GetAsync(Direct + "/v1/events", ("x-api-key", "guessed"));
        using var right = await host.GetAsync(Direct + "/v1/events", ("x-api-key", SampleCloud.ApiKey));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (wrong.StatusCode, right.StatusCode));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("GET", "/v1/nothing")]
    [InlineData("PATCH", "/v1/events")]
    [InlineData("DELETE", "/v1/events")]
    [InlineData("GET", "/v1/events/a/b/c/d")]
    [InlineData("GET", "/v1/events/../jobs")]
    public async Task An_unknown_path_or_method_gets_the_gateway_response_of_the_template(string method, string path)
    {
        await using var host = await EdgeHost.StartAsync();
        var answer = await host.RawAsync($"{method} {path} HTTP/1.1\r\nHost: x\r\nUser-Agent: t\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("\"type\":\"/problems/not-found\"", answer, StringComparison.Ordinal);
        Assert.Contains("x-amzn-ErrorType: MissingAuthenticationTokenException", answer, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_static_resource_goes_before_a_parameter()
    {
        await using var host = await EdgeHost.StartAsync();
        using var fixedOne = await host.GetAsync("/v1/events/upcoming");
        using var other = await host.GetAsync("/v1/events/e%201");
        Assert.Equal(["/v1/events/upcoming", "/v1/events/{eventId}"], host.Functions.Events.Select(one => one.GetProperty("resource").GetString()));
        Assert.Equal("e 1", host.Functions.LastEvent.GetProperty("pathParameters").GetProperty("eventId").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_missing_token_is_401_before_the_body_is_looked_at()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.PostAsync("/v1/events", "not json");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("UnauthorizedException", answer.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_valid_token_hands_its_claims_to_the_function()
    {
        await using var host = await EdgeHost.StartAsync();
        var token = host.Identity.IssueIdToken("ada@example.org", ["organisers", "staff"]);
        using var answer = await host.PostAsync("/v1/events", """{"title":"Demo","capacity":3}""", ("Authorization", "Bearer " + token));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var claims = host.Functions.LastEvent.GetProperty("requestContext").GetProperty("authorizer").GetProperty("claims");
        Assert.Equal("organisers,staff", claims.GetProperty("cognito:groups").GetString());
        Assert.Equal("true", claims.GetProperty("email_verified").GetString());
        Assert.Equal("Sat Nov 21 13:00:00 UTC 2026", claims.GetProperty("exp").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task An_expired_token_is_401()
    {
        await using var host = await EdgeHost.StartAsync();
        var token = host.Identity.IssueIdToken("ada@example.org", []);
        host.Clock.Advance(TimeSpan.FromHours(1));
        using var answer = await host.PostAsync("/v1/events", "{}", ("Authorization", token));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("""{"message":"The incoming token has expired"}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory(Timeout = 30_000)]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task A_required_header_that_is_missing_or_blank_is_400(string? key)
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = key is null
            ? await host.PostAsync("/v1/events/e1/registrations", "{}")
            : await host.PostAsync("/v1/events/e1/registrations", "{}", ("Idempotency-Key", key));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("""{"message":"Missing required request parameters: [Idempotency-Key]"}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""{"title":"Demo"}""", "object has missing required properties ([\"capacity\"])")]
    [InlineData("""{"title":"Demo","capacity":"3"}""", "instance type (string) does not match any allowed primitive type (allowed: [\"integer\"])")]
    [InlineData("""{"title":"Demo","capacity":3,"x":1}""", "properties which are not allowed by the schema: [\"x\"]")]
    [InlineData("""{"title":"Demo","capacity":101}""", "greater than the required maximum (maximum: 100, found: 101)")]
    [InlineData("""{"title":"sechs!","capacity":1}""", "is too long (length: 6, maximum allowed: 5)")]
    [InlineData("""{"title":"Demo","capacity":1,"capacity":0}""", "lower than the required minimum")]
    [InlineData("""{"title":"Demo","capacity":1""", "Invalid JSON")]
    [InlineData("[]", "instance type (array)")]
    [InlineData("", "missing required properties")]
    public async Task A_body_the_model_refuses_is_400_and_says_why(string body, string reason)
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.PostAsync("/v1/open", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains(reason, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Functions.Events);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""{"title":"🎫🎫🎫🎫🎫","capacity":1}""")]
    [InlineData("""{"title":"\ud800","capacity":1}""")]
    [InlineData("""{"title":"Demo","capacity":0,"capacity":1}""")]
    public async Task A_body_the_model_accepts_reaches_the_function_unchanged(string body)
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.PostAsync("/v1/open", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(body, host.Functions.LastEvent.GetProperty("body").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_content_type_without_a_model_is_not_validated_just_as_in_AWS()
    {
        await using var host = await EdgeHost.StartAsync();
        using var content = new StringContent("not json", Encoding.UTF8, "text/plain");
        using var answer = await host.SendAsync(HttpMethod.Post, "/v1/open", content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_body_nested_a_hundred_thousand_deep_is_400()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.PostAsync("/v1/open", new string('[', 100_000));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Bytes_that_are_not_UTF8_become_replacement_characters()
    {
        await using var host = await EdgeHost.StartAsync();
        using var content = new ByteArrayContent([0xff, 0x41]);
        using var answer = await host.SendAsync(HttpMethod.Post, "/v1/any", content);
        Assert.Equal("\ufffdA", host.Functions.LastEvent.GetProperty("body").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_body_over_ten_megabytes_is_413()
    {
        await using var host = await EdgeHost.StartAsync();
        using var content = new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]);
        using var answer = await host.SendAsync(HttpMethod.Post, "/v1/any", content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("""{"message":"Request Too Long"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Headers_over_10240_bytes_are_413()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.GetAsync("/v1/events", ("X-Long", new string('a', 10_300)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(host.Functions.Events);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_method_over_its_burst_is_429_until_its_rate_refills_it()
    {
        await using var host = await EdgeHost.StartAsync();
        var statuses = new List<HttpStatusCode>();
        for (var call = 0; call < 3; call++)
        {
            using var answer = await host.GetAsync("/v1/throttled");
            statuses.Add(answer.StatusCode);
        }

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        using var later = await host.GetAsync("/v1/throttled");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], [.. statuses, later.StatusCode]);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_usage_plan_throttles_its_key()
    {
        var cloud = SampleCloud.Create();
        await using var host = await EdgeHost.StartAsync(cloud with { RestApis = [cloud.RestApis[0] with { UsagePlans = [new([SampleCloud.ApiKey], new(1, 1))] }] });
        using var first = await host.GetAsync("/v1/events");
        using var second = await host.GetAsync("/v1/events");
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_function_is_invoked_by_API_Gateway_for_the_method()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.PostAsync("/v1/events/e1/registrations", "{}", ("Idempotency-Key", "k"));
        Assert.Equal(new InvokeCaller("apigateway.amazonaws.com", "arn:aws:execute-api:eu-central-1:000000000000:api1/prod/POST/v1/events/*/registrations"), host.Functions.Callers.Single());
    }

    [Theory(Timeout = 30_000)]
    [InlineData(nameof(InvokeOutcome.FunctionError), HttpStatusCode.BadGateway)]
    [InlineData(nameof(InvokeOutcome.TimedOut), HttpStatusCode.BadGateway)]
    [InlineData(nameof(InvokeOutcome.Throttled), HttpStatusCode.InternalServerError)]
    [InlineData(nameof(InvokeOutcome.AccessDenied), HttpStatusCode.InternalServerError)]
    public async Task What_Lambda_refuses_is_500_and_what_fails_in_the_function_502(string outcome, HttpStatusCode status)
    {
        await using var host = await EdgeHost.StartAsync();
        host.Functions.Answer = _ => Task.FromResult(Respond("""{"errorMessage":"secret"}""", Enum.Parse<InvokeOutcome>(outcome)));
        using var answer = await host.PostAsync("/v1/any", "{}");
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("""{"message":"Internal server error"}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("\"text\"")]
    [InlineData("""{"statusCode":200,"extra":1}""")]
    [InlineData("""{"statusCode":"abc"}""")]
    [InlineData("""{"statusCode":200,"body":{"a":1}}""")]
    [InlineData("""{"statusCode":200,"headers":{"X":"a\r\nSet-Cookie: b"}}""")]
    [InlineData("")]
    public async Task A_malformed_proxy_response_is_502(string payload)
    {
        await using var host = await EdgeHost.StartAsync();
        host.Functions.Answer = _ => Task.FromResult(Respond(payload));
        using var answer = await host.PostAsync("/v1/any", "{}");
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_integrations_timeout_is_504_while_the_function_runs_on()
    {
        await using var host = await EdgeHost.StartAsync();
        var called = new TaskCompletionSource();
        var running = new TaskCompletionSource<InvokeResult>();
        host.Functions.Answer = _ =>
        {
            called.SetResult();
            return running.Task;
        };
        var pending = host.PostAsync("/v1/any", "{}");
        await called.Task;
        host.Clock.Advance(TimeSpan.FromSeconds(29));
        using var answer = await pending;
        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("""{"message":"Endpoint request timed out"}""", await answer.Content.ReadAsStringAsync());
        running.SetResult(Respond("{}"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Headers_of_both_kinds_are_merged_and_some_are_renamed()
    {
        await using var host = await EdgeHost.StartAsync();
        host.Functions.Answer = _ => Task.FromResult(Respond("""{"statusCode":"201","headers":{"X-A":"1","Set-Cookie":"lost=1","WWW-Authenticate":"Bearer"},"multiValueHeaders":{"set-cookie":["a=1","b=2"]},"body":"ü"}"""));
        using var answer = await host.PostAsync("/v1/any", "{}");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(["a=1", "b=2"], answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal("Bearer", answer.Headers.GetValues("x-amzn-Remapped-WWW-Authenticate").Single());
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("ü", await answer.Content.ReadAsStringAsync());
    }

    [Theory(Timeout = 30_000)]
    [InlineData(true, "hi")]
    [InlineData(false, "aGk=")]
    public async Task A_base64_body_is_decoded_only_for_binary_media_types(bool binary, string body)
    {
        var cloud = SampleCloud.Create();
        await using var host = await EdgeHost.StartAsync(cloud with { RestApis = [cloud.RestApis[0] with { BinaryMediaTypes = binary ? ["image/*"] : [] }] });
        host.Functions.Answer = _ => Task.FromResult(Respond("""{"statusCode":200,"headers":{"Content-Type":"image/png"},"body":"aGk=","isBase64Encoded":true}"""));
        using var answer = await host.PostAsync("/v1/any", "{}");
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
    }
}
