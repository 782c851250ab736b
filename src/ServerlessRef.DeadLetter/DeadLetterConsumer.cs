using Amazon.Lambda.SQSEvents;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.DeadLetter;

/// <summary>Gives every job whose message was given up its terminal state. A message that names no job is kept, so that nothing is lost by draining the queue.</summary>
internal sealed class DeadLetterConsumer(JobStore jobs, KeptMessages kept, JsonLog log)
{
    public async Task<MessageOutcome> HandleAsync(SQSEvent.SQSMessage message, CancellationToken cancellation)
    {
        if (JobMessage.Read(message.Body) is not { } jobId)
        {
            return await KeepAsync(message, cancellation);
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
