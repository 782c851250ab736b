using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Functions.Jobs;

namespace ServerlessRef.Api.Jobs;

/// <summary>The job behind a registration, as a part of the transactions that make and cancel it.</summary>
internal sealed class TicketJobs(JobStore jobs)
{
    /// <summary>The job that issues this registration's ticket.</summary>
    public static Job For(Registration registration, DateTimeOffset now) =>
        new(registration.TicketJobId, JobType.Ticket, registration.EventId, PayloadHash.Of("ticket", registration.Id), now) { SubjectId = registration.Id };

    /// <summary>Accepts the job.</summary>
    public TransactWriteItem Put(Job job) => new() { Put = jobs.Writes.PutPending(job) };

    /// <summary>Ends the job as cancelled; null when it has ended already.</summary>
    public async Task<TransactWriteItem?> EndIfUnfinishedAsync(string jobId, DateTimeOffset now, CancellationToken cancellation) =>
        await jobs.FindAsync(jobId, cancellation) is { IsFinished: false }
            ? new TransactWriteItem { Update = jobs.Writes.FailUnfinished(jobId, JobErrors.Cancelled, now) }
            : null;
}
