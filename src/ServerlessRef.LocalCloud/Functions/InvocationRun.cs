using System.Globalization;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>One invocation in one environment: its clock, and what its end means.</summary>
internal sealed class InvocationRun(EnvironmentServices services, Invocation invocation, TimeSpan timeout)
{
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

    /// <summary>An answer counts from the moment it is there; the invocation ends when the runtime asks for the next event.</summary>
    /// <returns>No result: the environment had died before it got the event.</returns>
    public async Task<(InvokeResult? Result, bool IsFree)> InvokeAsync(FunctionEnvironment environment, CancellationToken stopping)
    {
        Begin();
        invocation.Deadline = services.Time.GetUtcNow() + (timeout == Timeout.InfiniteTimeSpan ? DebugDeadline : Remaining);
        environment.Session.Offer(invocation);
        var endedInTime = await EndsInTimeAsync(Task.WhenAny(invocation.Finished, environment.Exited), Remaining, stopping);
        if (invocation.Reply.IsCompleted)
        {
            var reply = await invocation.Reply;
            if (!endedInTime)
            {
                environment.Log("platform", TimeoutText());
            }

            var outcome = reply.IsError ? InvokeOutcome.FunctionError : InvokeOutcome.Success;
            return (new InvokeResult(outcome, reply.Payload, invocation.RequestId), IsFree: invocation.Finished.IsCompleted);
        }

        if (!endedInTime)
        {
            return (TimedOut(environment), IsFree: false);
        }

        return (invocation.Delivered ? Exited(environment) : null, IsFree: false);
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
