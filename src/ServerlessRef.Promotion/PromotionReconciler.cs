using System.Globalization;
using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.PromotionTasks;

/// <summary>
/// Looks after kept seats, as the sweeper does after jobs: one whose execution never began, or has ended without passing the seat on, gets a
/// new one (docs/adr/0040).
/// </summary>
internal sealed class PromotionReconciler(WaitlistStore store, SingleUpdates updates, IAmazonStepFunctions workflows, string tableName, TimeProvider time, JsonLog log)
{
    /// <summary>Seats one run looks after, some thirty milliseconds each; the rest is the next run's.</summary>
    public const int MostAtOnce = 200;

    private readonly PromotionWrites _promotions = new(tableName);

    /// <param name="stateMachine">ARN of the workflow that passes seats on.</param>
    /// <returns>How many seats got a new execution.</returns>
    public async Task<int> RunAsync(string stateMachine, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var unattended = await store.QueryUnattendedAsync(now, MostAtOnce, cancellation);
        var restarted = 0;
        foreach (var promotion in unattended)
        {
            // Before anything that may fail: it is looked after again, and until then not in the way of the others. Null: somebody else does it, or it has ended.
            if (await updates.TryAsync(_promotions.LookAgain(promotion, now + Promotion.LookAfter), cancellation) is { } item
                && await RestartAsync(PromotionItem.Read(item), stateMachine, cancellation))
            {
                restarted++;
            }
        }

        log.Information(PromotionEvents.Reconciled, new LogField("lookedAfter", unattended.Count), new LogField("restarted", restarted));
        return restarted;
    }

    private async Task<bool> RestartAsync(Promotion promotion, string stateMachine, CancellationToken cancellation)
    {
        if (promotion.Execution is { } execution
            && (await IsGoingOnAsync(execution, cancellation) || await updates.TryAsync(_promotions.Leave(promotion, execution), cancellation) is null))
        {
            return false;
        }

        await StartAsync(promotion, stateMachine, cancellation);
        log.Warning(
            PromotionEvents.Restarted,
            new LogField("promotionId", promotion.Id),
            new LogField("eventId", promotion.EventId),
            new LogField("endedExecution", promotion.Execution ?? ""));
        return true;
    }

    private async Task<bool> IsGoingOnAsync(string execution, CancellationToken cancellation)
    {
        try
        {
            var described = await workflows.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = execution }, cancellation);
            return described.Status == ExecutionStatus.RUNNING || described.Status == ExecutionStatus.PENDING_REDRIVE;
        }
        catch (ExecutionDoesNotExistException)
        {
            // Forgotten after 90 days, or never here: the table was restored elsewhere, or the local cloud started anew.
            return false;
        }
    }

    // The name is this look's own: a call that comes again after a lost answer starts nothing twice. If two executions begin, the second finds the seat taken.
    private async Task StartAsync(Promotion promotion, string stateMachine, CancellationToken cancellation)
    {
        var look = promotion.LookAt!.Value.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        try
        {
            await workflows.StartExecutionAsync(
                new StartExecutionRequest
                {
                    StateMachineArn = stateMachine,
                    Name = $"{promotion.Id}-{look}",
                    Input = $$"""{"eventId":"{{JsonEncodedText.Encode(promotion.EventId)}}","promotionId":"{{JsonEncodedText.Encode(promotion.Id)}}"}""",
                },
                cancellation);
        }
        catch (ExecutionAlreadyExistsException)
        {
            // The call before this one did it, and the execution has ended since.
        }
    }
}
