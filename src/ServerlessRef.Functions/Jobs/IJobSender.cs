using ServerlessRef.Domain.Jobs;

namespace ServerlessRef.Functions.Jobs;

/// <summary>Puts jobs into the queue of those who do them.</summary>
public interface IJobSender
{
    Task SendAsync(Job job, CancellationToken cancellation);

    /// <summary>Sends up to <see cref="JobQueue.BatchSize"/> jobs at once and returns the ids of those the queue refused.</summary>
    Task<IReadOnlyList<string>> SendManyAsync(IReadOnlyList<Job> jobs, CancellationToken cancellation);
}
