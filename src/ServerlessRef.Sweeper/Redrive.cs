using Amazon.Lambda.Core;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Sweeper;

/// <summary>Begins jobs again that were given up: pending first, then sent, so that a run that dies in between leaves work for the sweeper.</summary>
internal sealed class Redrive(JobStore jobs, IJobSender queue, JsonLog log)
{
    // A shard is done when a page of it is not full.
    private const int Page = 100;

    // Time to send the last batch and answer.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(10);

    public async Task<RedriveReport> RunAsync(ILambdaContext context)
    {
        var report = RedriveReport.None;
        for (var shard = 0; shard < TableSchema.JobShards && !report.More; shard++)
        {
            report = await RedriveShardAsync(shard, report, context);
        }

        log.Information(SweeperEvents.Redriven, new LogField("reopened", report.Reopened), new LogField("sent", report.Sent));
        return report;
    }

    private async Task<RedriveReport> RedriveShardAsync(int shard, RedriveReport report, ILambdaContext context)
    {
        var failed = await jobs.QueryRedrivableAsync(shard, Page, CancellationToken.None);
        foreach (var batch in failed.Chunk(JobQueue.BatchSize))
        {
            if (context.RemainingTime < Reserve)
            {
                return report with { More = true };
            }

            var reopened = new List<Job>();
            foreach (var job in batch)
            {
                // False: another redrive was faster. One redrive, one terminal state.
                if (await jobs.ReopenAsync(job.Id, CancellationToken.None))
                {
                    reopened.Add(job);
                }
            }

            var refused = await queue.SendManyAsync(reopened, CancellationToken.None);
            report = report with { Reopened = report.Reopened + reopened.Count, Sent = report.Sent + reopened.Count - refused.Count };
        }

        // What fails again meanwhile is at the end of the index: a full page is all a run looks at.
        return report with { More = failed.Count == Page };
    }
}
