using Amazon.Lambda.SQSEvents;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Worker;

/// <summary>Takes one message to its end: claim, effect, terminal state. Whatever stops it in between, the message comes back and the job is taken up again.</summary>
/// <param name="lease">How long a claimed job is ours; longer than this function's timeout, shorter than the queue's visibility timeout.</param>
internal sealed class JobWorker(JobStore jobs, TicketTask tickets, DocumentTask documents, TimeSpan lease, JsonLog log)
{
    public async Task<MessageOutcome> HandleAsync(SQSEvent.SQSMessage message, CancellationToken cancellation)
    {
        if (JobMessage.Read(message.Body) is not { } jobId)
        {
            log.Warning(WorkerEvents.MessageUnreadable, new LogField("messageId", message.MessageId));
            return MessageOutcome.Failed;
        }

        return await jobs.ClaimAsync(jobId, lease, cancellation) switch
        {
            JobClaim.Taken taken => await RunAsync(taken.Job, cancellation),
            JobClaim.Finished => Report(WorkerEvents.JobAlreadyFinished, jobId, MessageOutcome.Acknowledged),

            // Never acknowledged: if its holder dies, this message is what brings the job back.
            JobClaim.Busy => Report(WorkerEvents.JobBusy, jobId, MessageOutcome.Failed),

            // Rows come before messages, so there is nothing to wait for: it ends in the dead-letter queue, where somebody looks.
            _ => Unknown(message),
        };
    }

    private async Task<MessageOutcome> RunAsync(Job job, CancellationToken cancellation)
    {
        var end = job.Type == JobType.Ticket
            ? await tickets.RunAsync(job, cancellation)
            : await documents.RunAsync(job, cancellation);

        return end switch
        {
            JobEnd.Written => Report(WorkerEvents.JobDone, job.Id, MessageOutcome.Acknowledged),
            JobEnd.Fenced => Report(WorkerEvents.LeaseLost, job.Id, MessageOutcome.Failed),
            _ => await CancelAsync(job, cancellation),
        };
    }

    // The registration a ticket was for is cancelled.
    private async Task<MessageOutcome> CancelAsync(Job job, CancellationToken cancellation) =>
        await jobs.FailAsync(job, JobErrors.Cancelled, cancellation) == JobEnd.Written
            ? Report(WorkerEvents.JobFailed, job.Id, MessageOutcome.Acknowledged)
            : Report(WorkerEvents.LeaseLost, job.Id, MessageOutcome.Failed);

    // What names no row is whatever somebody put into the queue: it has no place in a log.
    private MessageOutcome Unknown(SQSEvent.SQSMessage message)
    {
        log.Warning(WorkerEvents.JobUnknown, new LogField("messageId", message.MessageId));
        return MessageOutcome.Failed;
    }

    private MessageOutcome Report(LogEvent happened, string jobId, MessageOutcome outcome)
    {
        log.Information(happened, new LogField("jobId", jobId));
        return outcome;
    }
}
