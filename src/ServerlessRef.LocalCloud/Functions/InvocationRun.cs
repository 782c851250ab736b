using System.Globalization;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>One invocation in one environment: its clock, and what its end means.</summary>
internal sealed class InvocationRun(EnvironmentServices services, Invocation invocation, TimeSpan timeout)
{
    /// <summary>A runtime answers and asks for the next event at once; waiting for both lets the next caller find the environment free. Only this long.</summary>
    private static readonly TimeSpan NextGrace = TimeSpan.FromMilliseconds(100);

    /// <summary>What a function under a debugger sees as its deadline.</summary>
    private static readonly TimeSpan DebugDeadline = TimeSpan.FromDays(1);

    private long? _begun;

    /// <summary>Infinite under a debugger.</summary>
    public TimeSpan Remaining
    {
        get
        {
            if (timeout == Timeout.InfiniteTimeSpan || _begun is not { } begun)
            {
                return timeout;
            }

            var left = timeout - services.Time.GetElapsedTime(begun);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Starts the clock of the function's timeout, once.</summary>
    public void Begin() => _begun ??= services.Time.GetTimestamp();

    public InvokeResult InitFailed(FunctionEnvironment environment, InitOutcome outcome) => outcome switch
    {
        InitOutcome.TimedOut => TimedOut(environment),
        InitOutcome.Reported => Failed(environment.Session.InitError.Result),
        _ => Exited(environment),
    };

    /// <returns>True: the environment is free again. False: it is to be ended. Null: it had died before it got the event.</returns>
    public async Task<bool?> InvokeAsync(FunctionEnvironment environment, TaskCompletionSource<InvokeResult> result, CancellationToken stopping)
    {
        Begin();
        invocation.Deadline = services.Time.GetUtcNow() + (timeout == Timeout.InfiniteTimeSpan ? DebugDeadline : Remaining);
        environment.Session.Offer(invocation);
        var ended = Task.WhenAny(invocation.Reply, environment.Exited);
        if (!await EndsInTimeAsync(ended, Remaining, stopping) && !invocation.Reply.IsCompleted)
        {
            result.TrySetResult(TimedOut(environment));
            return false;
        }

        if (!invocation.Reply.IsCompleted)
        {
            if (!invocation.Delivered)
            {
                return null;
            }

            result.TrySetResult(Exited(environment));
            return false;
        }

        return await FinishAsync(environment, result, stopping);
    }

    private async Task<bool> FinishAsync(FunctionEnvironment environment, TaskCompletionSource<InvokeResult> result, CancellationToken stopping)
    {
        var reply = await invocation.Reply;
        var answer = new InvokeResult(reply.IsError ? InvokeOutcome.FunctionError : InvokeOutcome.Success, reply.Payload, invocation.RequestId);
        var finished = Task.WhenAny(invocation.Finished, environment.Exited);
        if (!await EndsInTimeAsync(finished, NextGrace, stopping))
        {
            result.TrySetResult(answer);
            if (!await EndsInTimeAsync(finished, Remaining, stopping))
            {
                environment.Log("platform", TimeoutText());
            }
        }

        result.TrySetResult(answer);
        return invocation.Finished.IsCompleted && !environment.Exited.IsCompleted;
    }

    private async Task<bool> EndsInTimeAsync(Task task, TimeSpan limit, CancellationToken stopping)
    {
        try
        {
            await task.WaitAsync(limit, services.Time, stopping);
            return true;
        }
        catch (TimeoutException)
        {
            return task.IsCompleted;
        }
    }

    private InvokeResult TimedOut(FunctionEnvironment environment)
    {
        environment.Log("platform", TimeoutText());
        return new InvokeResult(InvokeOutcome.TimedOut, LambdaErrors.TimedOut(invocation.RequestId, timeout), invocation.RequestId);
    }

    private InvokeResult Exited(FunctionEnvironment environment)
    {
        var exitCode = environment.Exited.Result;
        environment.Log("platform", $"RequestId: {invocation.RequestId} Error: {LambdaErrors.ExitReason(exitCode)}");
        return Failed(LambdaErrors.Exited(invocation.RequestId, exitCode));
    }

    private InvokeResult Failed(byte[] payload) => new(InvokeOutcome.FunctionError, payload, invocation.RequestId);

    private string TimeoutText()
        => string.Create(CultureInfo.InvariantCulture, $"{invocation.RequestId} Task timed out after {timeout.TotalSeconds:F2} seconds");
}
