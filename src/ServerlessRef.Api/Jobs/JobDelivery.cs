using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Jobs;

/// <summary>Sends accepted jobs to a queue. Nothing is answered before its job is sent.</summary>
internal sealed class JobDelivery(JobStore jobs, IJobSender queue)
{
    /// <exception cref="DependencyBusyException">The queue did not take it, for whatever reason: the row is written, so the client is asked to come again.</exception>
    public async Task SendAsync(Job job, CancellationToken cancellation)
    {
        try
        {
            await queue.SendAsync(job, cancellation);
        }
        catch (Exception failure)
        {
            throw new DependencyBusyException($"Job {job.Id} is accepted but could not be sent to the queue.", failure);
        }
    }

    /// <summary>Sends a job again unless it has ended: a retry may be the only one who knows that the first sending failed.</summary>
    /// <returns>The job as it was found.</returns>
    public async Task<Job> SendIfUnfinishedAsync(string jobId, CancellationToken cancellation)
    {
        var job = await jobs.FindAsync(jobId, cancellation) ?? throw new InvalidDataException($"Job {jobId} is named by a row and does not exist.");
        if (!job.IsFinished)
        {
            await SendAsync(job, cancellation);
        }

        return job;
    }
}
