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

    public async Task<IReadOnlyList<string>> SendManyAsync(IReadOnlyList<Job> jobs, CancellationToken cancellation)
    {
        List<Job> entries = [.. jobs.Where(job => job.Type == JobType.WaitlistEntry)];
        List<Job> others = [.. jobs.Except(entries)];
        IReadOnlyList<string> refused = line is null ? [.. entries.Select(job => job.Id)] : await line.SendManyAsync(entries, cancellation);
        return [.. refused, .. await queue.SendManyAsync(others, cancellation)];
    }
}
