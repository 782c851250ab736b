using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.PromotionTasks;

/// <summary>The steps of the workflow, and what its schedule asks. Each may come again after a lost answer and then answers the same.</summary>
/// <param name="mail">Null: the stack sends no mail.</param>
internal sealed class PromotionSteps(Promotions promotions, TaskAnswers answers, JobStore jobs, JobQueue queue, PromotionReconciler reconciler, TimeProvider time, JsonLog log, OfferMail? mail = null)
{
    /// <summary>
    /// Offers one execution makes; the seat is then begun anew by another one. An execution has 25,000 events at most, and an offer takes
    /// less than twenty of them (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html).
    /// </summary>
    public const int MostOffers = 1_000;

    /// <summary>How long one execution goes on offering, for the same reason: it may last a year.</summary>
    public static readonly TimeSpan LongestExecution = TimeSpan.FromDays(300);

    public async Task<PromotionReply> HandleAsync(PromotionInput input, CancellationToken cancellation)
    {
        var reply = input.Task switch
        {
            PromotionTask.OfferNext => await OfferNextAsync(input, cancellation),
            PromotionTask.Announce => await AnnounceAsync(input, cancellation),
            PromotionTask.Confirm => await ConfirmAsync(input, cancellation),
            PromotionTask.GiveBack => await GiveBackAsync(input, cancellation),
            PromotionTask.Reconcile => await ReconcileAsync(input, cancellation),
            _ => throw new InvalidDataException($"The task '{input.Task}' is none of this function's; accepted: {PromotionTask.OfferNext}, {PromotionTask.Announce}, {PromotionTask.Confirm}, {PromotionTask.GiveBack}, {PromotionTask.Reconcile}."),
        };
        log.Information(
            PromotionEvents.Stepped,
            new LogField("task", input.Task),
            new LogField("outcome", reply.Outcome),
            new LogField("promotionId", input.PromotionId),
            new LogField("entryId", reply.EntryId ?? ""));
        return reply;
    }

    private async Task<PromotionReply> OfferNextAsync(PromotionInput input, CancellationToken cancellation)
    {
        if (input.Offers >= MostOffers || time.GetUtcNow() - input.StartedAt > LongestExecution)
        {
            return await GiveBackAsync(input, cancellation);
        }

        return await promotions.OfferNextAsync(input.EventId, input.PromotionId, input.Execution, input.Withdraw, cancellation) switch
        {
            OfferOutcome.Offered { Entry: var entry } => new PromotionReply("offered", entry.Id, SecondsLeft(entry), (input.Offers ?? 0) + 1),
            OfferOutcome.Accepted { EntryId: var id } => new PromotionReply("accepted", id, Offers: input.Offers),
            OfferOutcome.Released => new PromotionReply("released"),
            OfferOutcome.Duplicate => new PromotionReply("duplicate"),
            _ => new PromotionReply("gone"),
        };
    }

    // Whoever answers before the token is stored can tell nobody: then the answer is told here.
    private async Task<PromotionReply> AnnounceAsync(PromotionInput input, CancellationToken cancellation)
    {
        var (entryId, token) = (Required(input.EntryId, "entryId"), Required(input.TaskToken, "taskToken"));
        var entry = await promotions.StoreTokenAsync(input.EventId, entryId, input.PromotionId, token, cancellation);
        if (entry is { Status: WaitlistStatus.Offered })
        {
            await (mail?.SendAsync(entry, cancellation) ?? Task.CompletedTask);
            return new PromotionReply("announced", entryId);
        }

        var accepted = entry is { Status: WaitlistStatus.Accepted };
        await answers.SendAsync(token, accepted ? PromotionAnswers.Accepted : PromotionAnswers.Declined, cancellation);
        return new PromotionReply("answered", entryId);
    }

    private async Task<PromotionReply> ConfirmAsync(PromotionInput input, CancellationToken cancellation)
    {
        var entryId = Required(input.EntryId, "entryId");
        switch (await promotions.ConfirmAsync(input.EventId, input.PromotionId, input.Execution, entryId, cancellation))
        {
            case ConfirmOutcome.Confirmed { TicketJobId: var jobId }:
                // Not sent is not done: this step comes again, finds its registration and sends. The sweeper would send it as well, later.
                if (await jobs.FindAsync(jobId, cancellation) is { IsFinished: false } job)
                {
                    await queue.SendAsync(job, cancellation);
                }

                return new PromotionReply("confirmed", entryId);
            case ConfirmOutcome.Refused:
                return new PromotionReply("refused", entryId);
            default:
                return new PromotionReply("gone");
        }
    }

    private async Task<PromotionReply> GiveBackAsync(PromotionInput input, CancellationToken cancellation)
    {
        var outcome = await promotions.GiveBackAsync(input.EventId, input.PromotionId, input.Execution, cancellation) switch
        {
            GiveBackOutcome.Repeated => "repeated",
            GiveBackOutcome.Released => "released",
            _ => "gone",
        };
        log.Warning(PromotionEvents.GivenBack, new LogField("promotionId", input.PromotionId), new LogField("outcome", outcome));
        return new PromotionReply(outcome);
    }

    private async Task<PromotionReply> ReconcileAsync(PromotionInput input, CancellationToken cancellation)
    {
        await reconciler.RunAsync(Required(input.StateMachine, "stateMachine"), cancellation);
        return new PromotionReply("reconciled");
    }

    private int SecondsLeft(WaitlistEntry entry) => (int)Math.Max(1, Math.Ceiling((entry.OfferedUntil!.Value - time.GetUtcNow()).TotalSeconds));

    private static string Required(string? value, string name) =>
        value ?? throw new InvalidDataException($"The input has no '{name}'; the workflow's definition and its schedule give it.");
}
