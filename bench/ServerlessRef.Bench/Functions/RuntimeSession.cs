using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace ServerlessRef.Bench.Functions;

/// <summary>The Runtime API as one process sees it (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), with a stopwatch.</summary>
internal sealed class RuntimeSession
{
    private readonly TaskCompletionSource<int> _processId = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Moment> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Invocation> _events = Channel.CreateUnbounded<Invocation>();

    // One process handles one event at a time: what follows is only touched by the one request under way.
    private Invocation? _current;

    /// <summary>The first call for an event: INIT is over.</summary>
    public Task<Moment> Ready => _ready.Task;

    public void Started(int processId) => _processId.SetResult(processId);

    /// <summary>Ends every wait with this problem.</summary>
    public void Fail(string problem)
    {
        var exception = new InvalidOperationException(problem);
        _ready.TrySetException(exception);
        _events.Writer.TryComplete(exception);
        _current?.Batch.TrySetException(exception);
    }

    /// <summary>Delivers events one after the other, each as soon as the one before is answered.</summary>
    public async Task<IReadOnlyList<Answer>> InvokeAsync(IReadOnlyList<byte[]> events)
    {
        var answers = new Answer[events.Count];
        var batch = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var index = 0; index < events.Count; index++)
        {
            if (!_events.Writer.TryWrite(new Invocation(events[index], index, answers, batch)))
            {
                await _events.Reader.Completion;
            }
        }

        await batch.Task;
        return answers;
    }

    public async Task ServeAsync(HttpContext context)
    {
        var arrived = Stopwatch.GetTimestamp();
        switch ((context.Request.Method, context.Request.Path.Value?.Split('/')))
        {
            case ("GET", [_, "2018-06-01", "runtime", "invocation", "next"]):
                if (!_ready.Task.IsCompleted)
                {
                    _ready.TrySetResult(new Moment(arrived, ProcessUse.Read(await _processId.Task)));
                }

                await DeliverAsync(context);
                break;
            case ("POST", [_, "2018-06-01", "runtime", "invocation", _, "response"]) when _current is { } invocation:
                await TakeAsync(context, invocation);
                break;
            default:
                using (var reader = new StreamReader(context.Request.Body, Encoding.UTF8))
                {
                    Fail($"The function sent {context.Request.Method} {context.Request.Path}: {await reader.ReadToEndAsync()}");
                }

                context.Response.StatusCode = 202;
                break;
        }
    }

    private async Task DeliverAsync(HttpContext context)
    {
        var invocation = await _events.Reader.ReadAsync(context.RequestAborted);
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = $"8476a536-e9f4-11e8-9739-{invocation.Index:x12}";
        headers["Lambda-Runtime-Deadline-Ms"] = DateTimeOffset.UtcNow.AddSeconds(10).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-central-1:000000000000:function:bench";
        headers["Lambda-Runtime-Trace-Id"] = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0";
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Event.Length;
        invocation.Delivered = Stopwatch.GetTimestamp();
        _current = invocation;
        await context.Response.Body.WriteAsync(invocation.Event);
    }

    private async Task TakeAsync(HttpContext context, Invocation invocation)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var last = invocation.Index == invocation.Answers.Length - 1;
        var moment = new Moment(Stopwatch.GetTimestamp(), last ? ProcessUse.Read(await _processId.Task) : null);
        invocation.Answers[invocation.Index] = new Answer(body.ToArray(), Stopwatch.GetElapsedTime(invocation.Delivered, moment.Timestamp), moment);
        _current = null;
        context.Response.StatusCode = 202;
        context.Response.ContentLength = 0;
        if (last)
        {
            invocation.Batch.TrySetResult();
        }
    }

    private sealed class Invocation(byte[] @event, int index, Answer[] answers, TaskCompletionSource batch)
    {
        public byte[] Event => @event;

        public int Index => index;

        public Answer[] Answers => answers;

        public TaskCompletionSource Batch => batch;

        public long Delivered { get; set; }
    }
}

/// <param name="Timestamp">Of <see cref="Stopwatch"/>.</param>
/// <param name="Use">What the process had used; null inside a batch, where reading it would cost time.</param>
internal sealed record Moment(long Timestamp, ProcessUse? Use);

/// <param name="Latency">From the event's delivery until the whole answer had arrived.</param>
internal sealed record Answer(byte[] Body, TimeSpan Latency, Moment Moment);
