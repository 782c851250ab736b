using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using ServerlessRef.Shared;

namespace ServerlessRef.StandIns.Tests;

public sealed class RuntimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact(Timeout = 120_000)]
    public async Task Invocation_IsAnsweredUnderItsRequestIdAndTheApisPath()
    {
        await using var api = new TestRuntimeApi();
        api.Enqueue("req-1", "\"hello\"");

        await api.RunAsync(EchoAsync);

        var post = Assert.Single(api.Posts);
        Assert.Equal(("/env-3/2018-06-01/runtime/invocation/req-1/response", "\"hello\""), (post.Path, post.Body));
    }

    [Fact(Timeout = 120_000)]
    public async Task Context_CarriesWhatTheApiSays()
    {
        await using var api = new TestRuntimeApi();
        api.Enqueue("req-1", "{}", Now.AddSeconds(7));
        ILambdaContext? context = null;
        var remaining = TimeSpan.Zero;
        string? variable = null;

        await api.RunAsync(
            invocation =>
            {
                context = invocation.LambdaContext;
                remaining = context.RemainingTime;
                variable = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");
                return EchoAsync(invocation);
            },
            time: new SteppedTime(Now));

        Assert.Equal(("req-1", "Worker", 512, TimeSpan.FromSeconds(7)), (context!.AwsRequestId, context.FunctionName, context.MemoryLimitInMB, remaining));
        Assert.Equal("arn:aws:lambda:eu-central-1:000000000000:function:Worker:live", context.InvokedFunctionArn);
        Assert.Equal(context.TraceId, variable);
        Assert.StartsWith("Root=1-5759e988", context.TraceId, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Exception_OfAHandler_IsReportedInLambdasJsonAndTheNextEventServed()
    {
        await using var api = new TestRuntimeApi();
        api.Enqueue("req-1", "{}");
        api.Enqueue("req-2", "\"fine\"");

        await api.RunAsync(invocation => invocation.LambdaContext.AwsRequestId == "req-1"
            ? throw new InvalidOperationException("outer", new IOException("inner"))
            : EchoAsync(invocation));

        var error = api.Posts[0];
        var json = JsonDocument.Parse(error.Body).RootElement;
        Assert.Equal("/env-3/2018-06-01/runtime/invocation/req-1/error", error.Path);
        Assert.Equal(("application/vnd.aws.lambda.error+json", "InvalidOperationException"), (error.Headers["Content-Type"], error.Headers["Lambda-Runtime-Function-Error-Type"]));
        Assert.Equal(("InvalidOperationException", "outer"), (json.GetProperty("errorType").GetString(), json.GetProperty("errorMessage").GetString()));
        Assert.Equal("inner", json.GetProperty("cause").GetProperty("errorMessage").GetString());
        Assert.True(json.GetProperty("stackTrace").GetArrayLength() > 0);
        Assert.EndsWith("/req-2/response", api.Posts[1].Path, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Exception_OfTheInitializer_IsReportedAndEndsTheFunction()
    {
        await using var api = new TestRuntimeApi();

        await Assert.ThrowsAsync<IOException>(() => api.RunAsync(EchoAsync, () => throw new IOException("no configuration")));

        var error = Assert.Single(api.Posts);
        Assert.Equal("/env-3/2018-06-01/runtime/init/error", error.Path);
        Assert.Equal("IOException", JsonDocument.Parse(error.Body).RootElement.GetProperty("errorType").GetString());
    }

    [Fact(Timeout = 120_000)]
    public async Task Initializer_ThatAnswersFalse_EndsTheFunctionWithoutAnEvent()
    {
        await using var api = new TestRuntimeApi();
        api.Enqueue("req-1", "{}");

        await api.RunAsync(EchoAsync, () => Task.FromResult(false));

        Assert.Empty(api.Posts);
    }

    [Fact(Timeout = 120_000)]
    public async Task Response_ThatIsTooLarge_LeavesTheFunctionRunning()
    {
        await using var api = new TestRuntimeApi { ResponseStatus = 413 };
        api.Enqueue("req-1", "{}");
        api.Enqueue("req-2", "{}");

        await api.RunAsync(EchoAsync);

        Assert.Equal(["req-1", "req-2"], api.Posts.Select(post => post.Path.Split('/')[^2]));
    }

    [Fact(Timeout = 120_000)]
    public async Task NextEvent_ThatIsRefused_EndsTheFunction()
    {
        await using var api = new TestRuntimeApi();
        api.EnqueueBroken(500);

        var exception = await Assert.ThrowsAsync<RuntimeApiClientException>(() => api.RunAsync(EchoAsync));

        Assert.Equal(500, exception.StatusCode);
    }

    [Fact(Timeout = 120_000)]
    public async Task NextEvent_OverALostConnection_IsAskedForAgain()
    {
        await using var api = new TestRuntimeApi();
        api.Enqueue("req-1", "{}");
        var lost = 0;
        using var http = new HttpClient(new LosingHandler(() => ++lost <= 2));
        using var stop = new CancellationTokenSource();
        using var bootstrap = new LambdaBootstrap(
            http,
            invocation =>
            {
                stop.Cancel();
                return EchoAsync(invocation);
            },
            null,
            TimeProvider.System,
            api.Environment);

        await bootstrap.RunAsync(stop.Token);

        Assert.Equal(3, lost);
    }

    [Theory]
    [InlineData("JSON", "INFO", true)]
    [InlineData("Text", "INFO", true)]
    [InlineData("JSON", "ERROR", false)]
    public void Logger_FollowsFormatAndLevel(string format, string level, bool written)
    {
        using var output = new StringWriter();
        var logger = new RuntimeLogger(
            output, new SteppedTime(Now), new Dictionary<string, string> { ["AWS_LAMBDA_LOG_FORMAT"] = format, ["AWS_LAMBDA_LOG_LEVEL"] = level }) { RequestId = "req-1" };

        logger.LogLine("hello");

        var expected = format == "JSON"
            ? """{"timestamp":"2026-03-01T12:00:00.000Z","level":"Information","requestId":"req-1","message":"hello"}"""
            : "2026-03-01T12:00:00.000Z\treq-1\tinfo\thello";
        Assert.Equal(written ? expected : string.Empty, output.ToString().TrimEnd());
    }

    [Fact]
    public void ErrorJson_OverTheLimit_SaysSo() =>
        Assert.Contains("exceeded maximum payload size", Encoding.UTF8.GetString(ErrorJson.From(new IOException(new string('x', 300 * 1024)))), StringComparison.Ordinal);

    private static async Task<InvocationResponse> EchoAsync(InvocationRequest invocation)
    {
        var copy = new MemoryStream();
        await invocation.InputStream.CopyToAsync(copy);
        copy.Position = 0;
        return new InvocationResponse(copy);
    }

    private sealed class LosingHandler(Func<bool> lose) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Method == HttpMethod.Get && lose()
                ? throw new HttpRequestException("The connection was lost.")
                : base.SendAsync(request, cancellationToken);
    }
}
