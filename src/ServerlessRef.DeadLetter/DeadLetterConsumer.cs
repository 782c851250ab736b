using Amazon.Lambda.SQSEvents;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.DeadLetter;

/// <summary>Gives every job that was tried often enough in vain its terminal state; others stay with the sweeper. A message that names no job is kept, so that nothing is lost by draining the queue.</summary>
internal sealed class DeadLetterConsumer(JobStore jobs, KeptMessages kept, JsonLog log)
{
    public async Task<MessageOutcome> HandleAsync(SQSEvent.SQSMessage message, CancellationToken cancellation)
    {
        if (JobMessage.Read(message.Body) is not { } jobId)
        {
            return await KeepAsync(message, cancellation);
        }

        // Five receives are not five attempts: a message at the end of a slow batch comes back without its job having been begun.
        if (await jobs.FindAsync(jobId, cancellation) is { IsFinished: false, Attempts: < JobRetries.MaxAttempts })
        {
            return Report(DeadLetterEvents.JobLeftToTheSweeper, jobId, MessageOutcome.Acknowledged);
        }

        if (await jobs.FailUnheldAsync(jobId, JobErrors.RetriesExhausted, cancellation))
        {
            return Report(DeadLetterEvents.JobFailed, jobId, MessageOutcome.Acknowledged);
        }

        return await jobs.FindAsync(jobId, cancellation) switch
        {
            null => await KeepAsync(message, cancellation),
            { IsFinished: true } => Report(DeadLetterEvents.JobAlreadyFinished, jobId, MessageOutcome.Acknowledged),

            // Its holder may yet finish it; this message decides once the lease is over.
            _ => Report(DeadLetterEvents.JobHeld, jobId, MessageOutcome.Failed),
        };
    }

    private async Task<MessageOutcome> KeepAsync(SQSEvent.SQSMessage message, CancellationToken cancellation)
    {
        await kept.PutAsync(message, cancellation);
        log.Warning(DeadLetterEvents.MessageKept, new LogField("messageId", message.MessageId));
        return MessageOutcome.Acknowledged;
    }

    private MessageOutcome Report(LogEvent happened, string jobId, MessageOutcome outcome)
    {
        log.Information(happened, new LogField("jobId", jobId));
        return outcome;
    }
}
