using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;

namespace ServerlessRef.Api.Jobs;

/// <summary>The job behind a registration, as a part of the transactions that make and cancel it.</summary>
internal sealed class TicketJobs(JobStore jobs)
{
    /// <summary>Accepts the job.</summary>
    public TransactWriteItem Put(Job job) => new() { Put = jobs.Writes.PutPending(job) };

    /// <summary>Ends the job as cancelled; null when it has ended already.</summary>
    public async Task<TransactWriteItem?> EndIfUnfinishedAsync(string jobId, DateTimeOffset now, CancellationToken cancellation) =>
        (await jobs.CancelUnfinishedAsync(jobId, now, cancellation)).SingleOrDefault();
}
