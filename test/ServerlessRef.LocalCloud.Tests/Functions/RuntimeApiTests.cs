using System.Net;
using System.Text;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Functions.RuntimeApi;

namespace ServerlessRef.LocalCloud.Tests.Functions;

/// <summary>The Runtime API seen from a raw client: what a runtime that calls out of turn gets.</summary>
public sealed class RuntimeApiTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private RuntimeApiHost _host = null!;
    private RuntimeSession _session = null!;

    public async Task InitializeAsync()
    {
        _host = await RuntimeApiHost.StartAsync(faults: null, CancellationToken.None);
        _session = _host.Open("env-1");
        _http.BaseAddress = new Uri($"http://{_host.Authority}/env-1/2018-06-01/runtime/");
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task Next_WaitsUntilThereIsAnEvent()
    {
        var polling = _http.GetStringAsync("invocation/next");
        await _session.Ready;
        Assert.False(polling.IsCompleted);

        _session.Offer(Event("r1"));

        Assert.Equal("{}", await polling);
    }

    [Fact(Timeout = 30_000)]
    public async Task Next_BeforeTheLastEventIsAnswered_IsRefused()
    {
        await TakeAsync("r1");

        Assert.Equal((HttpStatusCode.Forbidden, "InvalidStateTransition"), await AnswerOfAsync(_http.GetAsync("invocation/next")));
    }

    [Fact(Timeout = 30_000)]
    public async Task Next_GivenUpByTheRuntime_LosesNoEvent()
    {
        // Its connection is gone and nobody has noticed yet.
        var abandoned = _session.NextAsync(CancellationToken.None);
        var polling = _session.NextAsync(CancellationToken.None);

        _session.Offer(Event("r1"));

        Assert.Equal("r1", (await polling)?.RequestId);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("response")]
    [InlineData("error")]
    public async Task Answer_ToAnotherRequest_IsInvalidRequestId(string kind)
    {
        await TakeAsync("r1");

        Assert.Equal((HttpStatusCode.BadRequest, "InvalidRequestID"), await AnswerOfAsync(PostAsync($"invocation/r2/{kind}", "{}")));
    }

    [Fact(Timeout = 30_000)]
    public async Task Answer_WithoutAnEvent_IsRefused()
        => Assert.Equal((HttpStatusCode.Forbidden, "InvalidStateTransition"), await AnswerOfAsync(PostAsync("invocation/r1/response", "{}")));

    [Fact(Timeout = 30_000)]
    public async Task Answer_IsAccepted202()
    {
        var invocation = await TakeAsync("r1");

        using var answer = await PostAsync("invocation/r1/response", "\"done\"");

        Assert.Equal((HttpStatusCode.Accepted, """{"status":"OK"}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal("\"done\"", Encoding.UTF8.GetString((await invocation.Reply).Payload.Span));
    }

    [Fact(Timeout = 30_000)]
    public async Task Error_WithoutABody_IsMadeFromItsHeader()
    {
        var invocation = await TakeAsync("r1");
        using var request = new HttpRequestMessage(HttpMethod.Post, "invocation/r1/error");
        request.Headers.Add("Lambda-Runtime-Function-Error-Type", "Runtime.Odd");

        using var answer = await _http.SendAsync(request);

        var reply = await invocation.Reply;
        Assert.True(reply.IsError);
        Assert.Contains("Runtime.Odd", Encoding.UTF8.GetString(reply.Payload.Span), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task InitError_AfterTheFirstNext_IsRefused()
    {
        await TakeAsync("r1");

        Assert.Equal((HttpStatusCode.Forbidden, "InvalidStateTransition"), await AnswerOfAsync(PostAsync("init/error", "{}")));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("/env-2/2018-06-01/runtime/invocation/next")]
    [InlineData("/env-1/2018-06-02/runtime/invocation/next")]
    [InlineData("/2018-06-01/runtime/invocation/next")]
    [InlineData("/")]
    public async Task OtherPaths_AreNotFound(string path)
        => Assert.Equal((HttpStatusCode.NotFound, "NotFound"), await AnswerOfAsync(_http.GetAsync(path)));

    [Fact(Timeout = 30_000)]
    public async Task StreamedResponses_AreRefusedByName()
    {
        await TakeAsync("r1");
        using var request = new HttpRequestMessage(HttpMethod.Post, "invocation/r1/response") { Content = new StringContent("{}") };
        request.Headers.Add("Lambda-Runtime-Function-Response-Mode", "streaming");

        Assert.Equal((HttpStatusCode.BadRequest, "InvalidFunctionResponseMode"), await AnswerOfAsync(_http.SendAsync(request)));
    }

    private static Invocation Event(string requestId)
        => new(requestId, TestFunctions.Arn(), InvocationIds.TraceId(InvocationIds.TraceRoot(DateTimeOffset.UnixEpoch), sampled: false), "{}"u8.ToArray());

    private static async Task<(HttpStatusCode Status, string? ErrorType)> AnswerOfAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        var body = System.Text.Json.JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, body.GetProperty("errorType").GetString());
    }

    private async Task<Invocation> TakeAsync(string requestId)
    {
        var invocation = Event(requestId);
        _session.Offer(invocation);
        using var got = await _http.GetAsync("invocation/next");
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        return invocation;
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) => _http.PostAsync(path, new StringContent(body));
}
