using Amazon.Lambda.SQSEvents;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.Waitlist;

/// <summary>Gives one accepted entry its place, and keeps a seat for it if one is left. A message that comes again changes nothing.</summary>
/// <param name="lease">How long a claimed job is ours; longer than this function's timeout, shorter than the queue's visibility timeout.</param>
internal sealed class EntryPlacer(JobStore jobs, WaitlistStore store, WaitingLine line, TimeSpan lease, JsonLog log, TimeProvider time)
{
    public async Task<MessageOutcome> HandleAsync(SQSEvent.SQSMessage message, CancellationToken cancellation)
    {
        if (JobMessage.Read(message.Body) is not { } jobId)
        {
            log.Warning(WaitlistEvents.MessageUnreadable, new LogField("messageId", message.MessageId));
            return MessageOutcome.Failed;
        }

        return await jobs.ClaimAsync(jobId, lease, cancellation) switch
        {
            // The queue counts a receive for whatever waits behind a message that fails, so that its count says nothing: attempts do.
            JobClaim.Taken { Job: { Attempts: > JobRetries.MaxAttempts } tried } => await FailAsync(tried, JobErrors.RetriesExhausted, WaitlistEvents.EntryGivenUp, cancellation),
            JobClaim.Taken taken => await PlaceAsync(taken.Job, cancellation),
            JobClaim.Finished finished => await AgainAsync(jobId, finished.Status, cancellation),

            // Never acknowledged: if its holder dies, this message is what brings the entry back, before those that came after it.
            JobClaim.Busy => Report(WaitlistEvents.EntryBusy, jobId, MessageOutcome.Failed),

            // Rows come before messages, so there is nothing to wait for: it ends in the dead-letter queue, where somebody looks.
            _ => Unknown(message),
        };
    }

    private async Task<MessageOutcome> PlaceAsync(Job job, CancellationToken cancellation)
    {
        switch (await line.AddAsync(job, cancellation))
        {
            case JobEnd.Written:
                await KeepSeatLeftAsync(job, cancellation);
                return Report(WaitlistEvents.EntryPlaced, job.Id, MessageOutcome.Acknowledged);
            case JobEnd.Fenced:
                return Report(WaitlistEvents.LeaseLost, job.Id, MessageOutcome.Failed);
            default:
                // Its holder has left the line before it had a place.
                return await FailAsync(job, JobErrors.Cancelled, WaitlistEvents.EntryLeft, cancellation);
        }
    }

    private async Task<MessageOutcome> FailAsync(Job job, string error, LogEvent happened, CancellationToken cancellation) =>
        await jobs.FailAsync(job, error, cancellation) == JobEnd.Written
            ? Report(happened, job.Id, MessageOutcome.Acknowledged)
            : Report(WaitlistEvents.LeaseLost, job.Id, MessageOutcome.Failed);

    // It may have ended between its place and the look for a seat: that look is made again.
    private async Task<MessageOutcome> AgainAsync(string jobId, JobStatus status, CancellationToken cancellation)
    {
        if (status == JobStatus.Done && await jobs.FindAsync(jobId, cancellation) is { } job)
        {
            await KeepSeatLeftAsync(job, cancellation);
        }

        return Report(WaitlistEvents.EntryAlreadyPlaced, jobId, MessageOutcome.Acknowledged);
    }

    private async Task KeepSeatLeftAsync(Job job, CancellationToken cancellation)
    {
        if (await store.FindAsync(job.EventId, job.SubjectId!, cancellation) is { Status: WaitlistStatus.Waiting } entry)
        {
            await line.KeepSeatLeftAsync(entry, time.GetUtcNow(), cancellation);
        }
    }

    // What names no row is whatever somebody put into the queue: it has no place in a log.
    private MessageOutcome Unknown(SQSEvent.SQSMessage message)
    {
        log.Warning(WaitlistEvents.EntryUnknown, new LogField("messageId", message.MessageId));
        return MessageOutcome.Failed;
    }

    private MessageOutcome Report(LogEvent happened, string jobId, MessageOutcome outcome)
    {
        log.Information(happened, new LogField("jobId", jobId));
        return outcome;
    }
}
