using Amazon.Lambda.SQSEvents;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Mail;
using ServerlessRef.Worker.Mail;

namespace ServerlessRef.Worker;

/// <summary>Takes one message to its end: claim, effect, terminal state. Whatever stops it in between, the message comes back and the job is taken up again.</summary>
/// <param name="lease">How long a claimed job is ours; longer than this function's timeout, shorter than the queue's visibility timeout.</param>
/// <param name="mails">Null: this stack sends no mail.</param>
internal sealed class JobWorker(JobStore jobs, TicketTask tickets, DocumentTask documents, TimeSpan lease, JsonLog log, TicketMailTask? mails = null)
{
    public async Task<MessageOutcome> HandleAsync(SQSEvent.SQSMessage message, CancellationToken cancellation)
    {
        if (JobMessage.Read(message.Body) is not { } jobId)
        {
            log.Warning(WorkerEvents.MessageUnreadable, new LogField("messageId", message.MessageId));
            return MessageOutcome.Failed;
        }

        // Rows come before messages, so there is nothing to wait for: it ends in the dead-letter queue, where somebody looks.
        return await DoAsync(jobId, cancellation) ?? Unknown(message);
    }

    /// <returns>Null: there is no such job.</returns>
    private async Task<MessageOutcome?> DoAsync(string jobId, CancellationToken cancellation) => await jobs.ClaimAsync(jobId, lease, cancellation) switch
    {
        JobClaim.Taken taken => await RunAsync(taken.Job, cancellation),
        JobClaim.Finished => Report(WorkerEvents.JobAlreadyFinished, jobId, MessageOutcome.Acknowledged),

        // Never acknowledged: if its holder dies, this message is what brings the job back.
        JobClaim.Busy => Report(WorkerEvents.JobBusy, jobId, MessageOutcome.Failed),
        _ => null,
    };

    private async Task<MessageOutcome> RunAsync(Job job, CancellationToken cancellation)
    {
        try
        {
            var outcome = job.Type switch
            {
                JobType.Ticket => await EndAsync(job, await tickets.RunAsync(job, cancellation), cancellation),
                JobType.TicketMail when mails is null => await FailAsync(job, JobErrors.MailOff, cancellation),
                JobType.TicketMail => await EndAsync(job, await mails.RunAsync(job, cancellation), cancellation),
                _ => await EndAsync(job, await documents.RunAsync(job, cancellation), cancellation),
            };

            if (mails is not null && job.Type == JobType.Ticket && outcome == MessageOutcome.Acknowledged)
            {
                await MailNowAsync(job, cancellation);
            }

            return outcome;
        }
        catch (MailFailedException refusal) when (refusal.IsFinal)
        {
            log.Warning(WorkerEvents.MailRefused, new LogField("jobId", job.Id), new LogField("answer", refusal.Code));
            return await FailAsync(job, JobErrors.MailRefused, cancellation);
        }
    }

    /// <summary>
    /// Does the job that came with the ticket's end, without a message of its own. It may fail as it likes: its row is there, and the sweeper
    /// sends it. The ticket is issued, and its message is done with.
    /// </summary>
    private async Task MailNowAsync(Job ticket, CancellationToken cancellation)
    {
        var mailJobId = DerivedId.ForTicketMailJob(ticket.SubjectId!);
        try
        {
            await DoAsync(mailJobId, cancellation);
        }
        catch (Exception exception)
        {
            log.Warning(WorkerEvents.MailLeftToSweeper, exception, new LogField("jobId", mailJobId));
        }
    }

    private async Task<MessageOutcome> EndAsync(Job job, JobEnd end, CancellationToken cancellation) => end switch
    {
        JobEnd.Written => Report(WorkerEvents.JobDone, job.Id, MessageOutcome.Acknowledged),
        JobEnd.Fenced => Report(WorkerEvents.LeaseLost, job.Id, MessageOutcome.Failed),

        // The registration a ticket or its mail was for is cancelled.
        _ => await FailAsync(job, JobErrors.Cancelled, cancellation),
    };

    private async Task<MessageOutcome> FailAsync(Job job, string error, CancellationToken cancellation) =>
        await jobs.FailAsync(job, error, cancellation) == JobEnd.Written
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
