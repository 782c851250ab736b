using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Schedules;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>
/// Lambda's queue of asynchronous invocations: taken at once, run and tried again by itself, and in the end given to the destination for
/// failures. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html. In memory.
/// </summary>
/// <param name="roleAllows">Whether the role (ARN) may do the action on the resource.</param>
internal sealed class AsyncInvoker(
    Cloud cloud,
    IFunctionInvoker functions,
    SqsEngineClient queues,
    Func<string, string, string, bool> roleAllows,
    FaultInjector? faults,
    TimeProvider time,
    ILogger<AsyncInvoker> logger) : IAsyncDisposable
{
    private readonly RunningTasks _running = new();

    /// <summary>Taken and not ended: under way, or waiting for another attempt.</summary>
    public int Waiting => _running.Count;

    /// <returns>Why Lambda does not take it; null: it has.</returns>
    public AwsError? TryEnqueue(string functionArn, ReadOnlyMemory<byte> payload, InvokeCaller caller)
    {
        if (cloud.Functions.FirstOrDefault(function => function.Arn == FunctionArns.Unqualified(functionArn)) is not { } function)
        {
            return new AwsError("ResourceNotFoundException", 404, $"Function not found: {functionArn}");
        }

        if (!InvokePermissions.Allow(function, caller))
        {
            return new AwsError("AccessDeniedException", 403, $"{caller.ServicePrincipal} is not authorized to perform: lambda:InvokeFunction on resource: {functionArn}");
        }

        _running.Keep(RunAsync(function, functionArn, payload, caller), failure => logger.LogError(failure, "An asynchronous invocation of {Function} is lost", functionArn));
        return null;
    }

    /// <summary>What waits for another attempt is dropped.</summary>
    public ValueTask DisposeAsync() => _running.DisposeAsync();

    private async Task RunAsync(Function function, string functionArn, ReadOnlyMemory<byte> payload, InvokeCaller caller)
    {
        await Task.Yield();
        var config = Config(functionArn);
        var (begun, retries) = (time.GetTimestamp(), new AsyncRetries(config.MaximumRetryAttempts, config.MaximumAge, faults?.Plan.AsyncRetry));
        for (var attempt = 1; ; attempt++)
        {
            var result = await functions.InvokeAsync(functionArn, payload, caller, _running.Stopping);
            if (result.Outcome == InvokeOutcome.Success)
            {
                return;
            }

            if (retries.After(result.Outcome, time.GetElapsedTime(begun)) is not { } delay)
            {
                await GiveUpAsync(function, functionArn, config, payload, result, attempt);
                return;
            }

            await Task.Delay(delay, time, _running.Stopping);
        }
    }

    private async Task GiveUpAsync(Function function, string functionArn, AsyncInvocation config, ReadOnlyMemory<byte> payload, InvokeResult result, int attempts)
    {
        logger.LogError("{Function} failed {Attempts} times with an event; it is given up", functionArn, attempts);
        if (config.OnFailureArn is not { } queue)
        {
            return;
        }

        if (!roleAllows(function.RoleArn, "sqs:SendMessage", queue))
        {
            logger.LogError("The destination for failures gets nothing: {Role} is not authorized to perform: sqs:SendMessage on resource: {Queue}", function.RoleArn, queue);
            return;
        }

        var record = new JsonObject
        {
            ["version"] = "1.0",
            ["timestamp"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = result.RequestId,
                ["functionArn"] = functionArn,
                ["condition"] = result.Outcome == InvokeOutcome.Throttled ? "EventAgeExceeded" : "RetriesExhausted",
                ["approximateInvokeCount"] = attempts,
            },
            ["requestPayload"] = JsonNode.Parse(payload.Span),
            ["responseContext"] = new JsonObject { ["statusCode"] = 200, ["executedVersion"] = "$LATEST", ["functionError"] = "Unhandled" },
            ["responsePayload"] = JsonNode.Parse(result.Payload.Span),
        };
        await queues.SendAsync(SqsEngineClient.NameOf(queue), record.ToJsonString(), _running.Stopping);
    }

    private AsyncInvocation Config(string functionArn)
    {
        var name = functionArn[(functionArn.IndexOf(":function:", StringComparison.Ordinal) + ":function:".Length)..];
        return cloud.AsyncInvocations.FirstOrDefault(config => config.Function == name) ?? new AsyncInvocation { Function = name };
    }
}
