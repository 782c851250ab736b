using Amazon.Lambda.Core;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Shared;

namespace ServerlessRef.Functions.Tests.Hosting;

public sealed class FunctionHostTests
{
    [Fact(Timeout = 120_000)]
    public async Task Host_PrewarmsBeforeItAsksForTheFirstEventAndLogsUnderItsRequest()
    {
        var order = new List<string>();
        using var stop = new CancellationTokenSource();
        await using var api = HttpRecorder.Start(request =>
        {
            order.Add(request.Path.Split('/')[^1]);
            return request.Method == "GET"
                ? new RecordedAnswer(200, "{}", ("Lambda-Runtime-Aws-Request-Id", "req-1"), ("Lambda-Runtime-Deadline-Ms", "0"))
                : new RecordedAnswer(202);
        });
        Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", $"127.0.0.1:{api.Port}");
        var log = new JsonLog(Stream.Null, TimeProvider.System);
        using var http = new HttpClient();
        var prewarm = new Prewarm(
            [
                new PrewarmCall("client", _ =>
                {
                    order.Add("prewarm");
                    return Task.CompletedTask;
                }),
            ],
            log,
            TimeProvider.System);

        await FunctionHost.RunAsync(
            async (object _, ILambdaContext context) =>
            {
                order.Add($"handler {context.AwsRequestId} {log.RequestId}");
                await stop.CancelAsync();
                return order;
            },
            new NoSerializer(),
            prewarm,
            log,
            http,
            stop.Token);

        Assert.Equal(["prewarm", "next", "handler req-1 req-1"], order.Take(3));
    }

    // The event and the answer do not matter here.
    private sealed class NoSerializer : ILambdaSerializer
    {
        public T Deserialize<T>(Stream requestStream) => default!;

        public void Serialize<T>(T response, Stream responseStream)
        {
        }
    }
}
