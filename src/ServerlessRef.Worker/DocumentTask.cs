using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Worker.Attendees;
using ServerlessRef.Worker.Results;

namespace ServerlessRef.Worker;

/// <summary>
/// Writes a document about an event's attendees to the bucket. The fence in its key keeps two holders of a job apart; what a loser
/// wrote is named by no job and expires.
/// </summary>
internal sealed class DocumentTask(JobStore jobs, AttendeeReader attendees, ResultBucket results)
{
    public async Task<JobEnd> RunAsync(Job job, CancellationToken cancellation)
    {
        var scheduled = await attendees.ReadEventAsync(job.EventId, cancellation);
        var rows = await attendees.ReadAllAsync(scheduled, cancellation);
        var document = job.Type switch
        {
            JobType.AttendeeExport => AttendeeCsv.Write(rows),
            JobType.Badges => BadgePage.Write(scheduled.Title, rows),
            _ => throw new InvalidOperationException($"Job {job.Id} of type {JobTypes.Name(job.Type)} writes no document."),
        };

        var key = $"results/{job.Id}/{job.Fence}.{document.Extension}";
        await results.PutAsync(key, document, cancellation);
        return await jobs.CompleteAsync(job, key, cancellation);
    }
}
