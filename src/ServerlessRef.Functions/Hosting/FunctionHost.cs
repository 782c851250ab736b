using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Functions.Hosting;

/// <summary>The one way into a function: prewarm in INIT, then one invocation after the other. What a handler throws is logged and reported by the runtime client.</summary>
public static class FunctionHost
{
    /// <summary>Runs a handler of typed events until <paramref name="cancellation"/>; on AWS that never comes.</summary>
    /// <param name="httpClient">The client for the Runtime API; null for the runtime client's own. Tests give theirs.</param>
    public static Task RunAsync<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler,
        ILambdaSerializer serializer,
        Prewarm prewarm,
        JsonLog log,
        HttpClient? httpClient = null,
        CancellationToken cancellation = default) =>
        RunAsync(
            LambdaBootstrapBuilder.Create<TInput, TOutput>(
                (input, context) =>
                {
                    log.RequestId = context.AwsRequestId;
                    return handler(input, context);
                },
                serializer),
            prewarm,
            httpClient,
            cancellation);

    private static async Task RunAsync(LambdaBootstrapBuilder builder, Prewarm prewarm, HttpClient? httpClient, CancellationToken cancellation)
    {
        // With a client of the caller's this is a test, in a process that holds more than one function.
        if (httpClient is null)
        {
            SocketCompletions.RunInline(Environment.GetEnvironmentVariable, Environment.SetEnvironmentVariable);
        }

        await DebuggerGate.OfThisProcess.WaitAsync(cancellation);
        builder = builder.UseBootstrapHandler(async () =>
        {
            await prewarm.RunAsync(cancellation);
            return true;
        });

        if (httpClient is not null)
        {
            builder = builder.UseHttpClient(httpClient);
        }

        using var bootstrap = builder.Build();
        await bootstrap.RunAsync(cancellation);
    }
}
