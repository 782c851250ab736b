using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>One attempt of a task: it ends with the function's answer, with the answer to its token, or when its time is over.</summary>
/// <param name="answer">Null: the function's own answer counts.</param>
internal sealed class TaskAttempt(StateVisit visit, string functionArn, PendingTask? answer)
{
    public async Task<JsonNode?> RunAsync(JsonNode? payload, TimeSpan? limit, CancellationToken cancellation)
    {
        visit.Record("TaskScheduled", payload);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var timer = Pause.ForAsync(limit ?? TimeSpan.MaxValue, visit.Services.Time, ends.Token);
        var work = WorkAsync(payload, ends.Token);
        try
        {
            await Task.WhenAny(work, timer);
            cancellation.ThrowIfCancellationRequested();

            // Whatever was there when the time ended counts: a token answered once cannot be refused any more.
            if (!work.IsCompleted && (answer is null || answer.Close()))
            {
                visit.Record("TaskTimedOut", error: ErrorNames.Timeout);
                throw new StateFailure(ErrorNames.Timeout, null);
            }

            var result = await work;
            visit.Record("TaskSucceeded", result);
            return result;
        }
        catch (StateFailure failure) when (failure.Error != ErrorNames.Timeout || work.IsFaulted)
        {
            visit.Record("TaskFailed", error: failure.Error, cause: failure.Cause);
            throw;
        }
        finally
        {
            Ending.Now(ends);
            await Task.WhenAll(work, timer).ContinueWith(ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<JsonNode?> WorkAsync(JsonNode? payload, CancellationToken cancellation)
    {
        visit.Record("TaskStarted");
        var invoking = FunctionCall.InvokeAsync(visit, functionArn, payload, cancellation);
        if (answer is null)
        {
            return await invoking;
        }

        // The answer may come before the function that asked for it has ended.
        if (await Task.WhenAny(invoking, answer.Answer) == invoking)
        {
            visit.Record("TaskSubmitted", await invoking);
            using (visit.Execution.Wait())
            {
                var told = await answer.Answer.WaitAsync(cancellation);
                await Task.Yield(); // whoever answers has done so: what comes next is not his to run
                return told;
            }
        }

        _ = invoking.ContinueWith(ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var early = await answer.Answer;
        await Task.Yield();
        return early;
    }
}
