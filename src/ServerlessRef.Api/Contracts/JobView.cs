using ServerlessRef.Domain.Jobs;

namespace ServerlessRef.Api.Contracts;

/// <summary>A job as sent.</summary>
/// <param name="Status"><c>pending</c>, <c>running</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Attempts">How often a worker has begun it.</param>
/// <param name="Result">Once done: a link to what it made, good for 15 minutes.</param>
/// <param name="Error">Once failed: why.</param>
internal sealed record JobView(string Id, string Type, string Status, int Attempts, string? Result, string? Error)
{
    /// <param name="result">The link, when there is one.</param>
    public static JobView Of(Job job, string? result) =>
        new(job.Id, JobTypes.Name(job.Type), JobStatuses.Name(job.Status).ToLowerInvariant(), job.Attempts, result, job.Error);
}
