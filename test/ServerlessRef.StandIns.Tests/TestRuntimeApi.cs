using System.Collections.Concurrent;
using System.Globalization;
using Amazon.Lambda.RuntimeSupport;
using ServerlessRef.Shared;

namespace ServerlessRef.StandIns.Tests;

/// <summary>A Runtime API under a path, as the local cloud has one per environment: hands out given events, then holds the next call until the test ends.</summary>
internal sealed class TestRuntimeApi : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedAnswer> _events = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpRecorder _recorder;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TestRuntimeApi()
    {
        _recorder = HttpRecorder.Start(AnswerAsync);
    }

    /// <summary>Status of answers to <c>…/response</c>.</summary>
    public int ResponseStatus { get; set; } = 202;

    public IReadOnlyList<RecordedRequest> Posts => [.. _recorder.Requests.Where(request => request.Method == "POST")];

    public Dictionary<string, string> Environment => new()
    {
        ["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{_recorder.Port}/env-3",
        ["AWS_LAMBDA_FUNCTION_NAME"] = "Worker",
        ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
    };

    public void Enqueue(string requestId, string body, DateTimeOffset? deadline = null) => _events.Enqueue(new RecordedAnswer(
        200,
        body,
        ("Lambda-Runtime-Aws-Request-Id", requestId),
        ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:000000000000:function:Worker:live"),
        ("Lambda-Runtime-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"),
        ("Lambda-Runtime-Deadline-Ms", (deadline ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))));

    /// <summary>Answers the next call with a status that is no event.</summary>
    public void EnqueueBroken(int status) => _events.Enqueue(new RecordedAnswer(status, "{}"));

    /// <summary>Runs the function until every event is answered and the next one asked for.</summary>
    public async Task RunAsync(LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null, TimeProvider? time = null)
    {
        using var http = new HttpClient();
        using var bootstrap = new LambdaBootstrap(http, handler, initializer, time ?? TimeProvider.System, Environment);
        var running = bootstrap.RunAsync(_stop.Token);
        await Task.WhenAny(_drained.Task, running);
        await _stop.CancelAsync();
        await running;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _recorder.DisposeAsync();
        _stop.Dispose();
    }

    private async Task<RecordedAnswer> AnswerAsync(RecordedRequest request)
    {
        if (request.Method == "POST")
        {
            return new RecordedAnswer(request.Path.EndsWith("/response", StringComparison.Ordinal) ? ResponseStatus : 202, """{"status":"OK"}""");
        }

        if (_events.TryDequeue(out var next))
        {
            return next;
        }

        _drained.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        return new RecordedAnswer(500);
    }
}
