using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;

namespace ServerlessRef.Sweeper;

/// <summary>The queue of each type of job.</summary>
/// <param name="line">Of waitlist entries; null where the stack has no waitlist: an entry that is left over from one that had is refused.</param>
internal sealed class JobQueues(IJobSender queue, IJobSender? line) : IJobSender
{
    public Task SendAsync(Job job, CancellationToken cancellation) => job.Type == JobType.WaitlistEntry
        ? (line ?? throw new InvalidOperationException($"Job {job.Id} is a waitlist entry, and this stack has no queue for it.")).SendAsync(job, cancellation)
        : queue.SendAsync(job, cancellation);

    /// <inheritdoc/>
    /// <exception cref="QueueFailedException">One failed, and the other was asked all the same: neither keeps jobs from the other.</exception>
    public async Task<IReadOnlyList<string>> SendManyAsync(IReadOnlyList<Job> jobs, CancellationToken cancellation)
    {
        List<Job> entries = [.. jobs.Where(job => job.Type == JobType.WaitlistEntry)];
        List<Job> others = [.. jobs.Except(entries)];
        var sends = await Task.WhenAll(TrySendAsync(line, entries, cancellation), TrySendAsync(queue, others, cancellation));
        List<string> refused = [.. sends.SelectMany(send => send.Refused)];
        return sends.Select(send => send.Failure).OfType<Exception>().FirstOrDefault() is { } failure ? throw new QueueFailedException(refused, failure) : refused;
    }

    // Nothing is swallowed: what one fails with is thrown once the other has been asked.
    private static async Task<(IReadOnlyList<string> Refused, Exception? Failure)> TrySendAsync(IJobSender? to, List<Job> jobs, CancellationToken cancellation)
    {
        List<string> ids = [.. jobs.Select(job => job.Id)];
        try
        {
            return (to is null ? ids : await to.SendManyAsync(jobs, cancellation), null);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return (ids, failure);
        }
    }
}
