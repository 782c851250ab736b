using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Takes an execution from state to state until it ends.</summary>
internal sealed class ExecutionRun(Execution execution, StepServices services, ILogger logger)
{
    // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    private const int MaxDataBytes = 256 * 1024;

    /// <param name="stopping">The local cloud ends: the execution stays where it is.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        await Task.Yield();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var timer = Pause.ForAsync(execution.Machine.Definition.Timeout ?? TimeSpan.MaxValue, services.Time, ends.Token);
        var steps = StepsAsync(ends.Token);
        var inTime = await Task.WhenAny(steps, timer) == steps;
        Ending.Now(ends);
        try
        {
            var output = await steps;
            Trace("Succeeded", execution.StartedAt);
            execution.Succeed(output);
        }
        catch (StateFailure failure)
        {
            logger.LogError("Execution {Name} of {StateMachine} failed with {Error}: {Cause}", execution.Name, execution.Machine.Name, failure.Error, failure.Cause);
            Trace(failure.Error, execution.StartedAt, failed: true);
            execution.Fail(failure.Error, failure.Cause);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || inTime)
        {
            // Everything stops.
        }
        catch (OperationCanceledException)
        {
            logger.LogError("Execution {Name} of {StateMachine} timed out", execution.Name, execution.Machine.Name);
            Trace(ErrorNames.Timeout, execution.StartedAt, failed: true);
            execution.TimeOut();
        }
        catch (Exception bug)
        {
            // The top of every execution: it must not look as if it still ran.
            logger.LogError(bug, "Execution {Name} of {StateMachine} failed inside the local cloud", execution.Name, execution.Machine.Name);
            execution.Fail(ErrorNames.Runtime, $"The local cloud failed: {bug.Message}");
        }
    }

    // States that take no time are in the execution's history alone.
    private void Trace(string detail, DateTimeOffset began, bool failed = false) =>
        services.Timeline.Add("execution", execution.Machine.DisplayName, detail, began, failed, $"{execution.Name} {execution.Input?.ToJsonString()}");

    private async Task<JsonNode?> StepsAsync(CancellationToken cancellation)
    {
        var definition = execution.Machine.Definition;
        execution.Record("ExecutionStarted", data: execution.Input);
        var (state, data) = (definition.States[definition.StartAt], execution.Input?.DeepClone());
        while (true)
        {
            var entered = services.Time.GetUtcNow();
            execution.Enter(state, data);
            var outcome = await state.RunAsync(new StateVisit(execution, state, data, entered, services), cancellation);
            if (JsonSerializer.SerializeToUtf8Bytes(outcome.Output).Length > MaxDataBytes)
            {
                throw new StateFailure(ErrorNames.DataLimitExceeded, $"The state/task '{state.Name}' returned a result with a size exceeding the maximum number of bytes service limit.");
            }

            execution.Record($"{state.Kind}StateExited", state.Name, outcome.Output);
            if (state is TaskState or WaitState)
            {
                Trace(state.Name, entered);
            }

            if (outcome.Next is not { } next)
            {
                return outcome.Output;
            }

            (state, data) = (definition.States[next], outcome.Output);
        }
    }
}
