using System.Runtime.ExceptionServices;
using Amazon.Lambda.Core;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Sweeper;

/// <summary>Sends again what was accepted and is not finished. The next send is moved on before the message goes out, so that a slow queue is not fed faster and faster.</summary>
internal sealed class Sweep(JobStore jobs, IJobSender queue, AgeMetric metric, JsonLog log, TimeProvider time)
{
    /// <summary>
    /// Most rows of a shard one run looks at. Due rows lie at the front of the index, so a job left out for its place was sent lately and
    /// is at the front again within 15 minutes.
    /// </summary>
    public const int RowsPerShard = 250;

    // Time to send the last batch and write the metric.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(3);

    public async Task RunAsync(ILambdaContext context)
    {
        using var deadline = new InvocationDeadline(context, TimeSpan.FromMilliseconds(500), time);
        var now = time.GetUtcNow();
        var oldest = now;
        var sent = 0;
        var outOfTime = false;
        var failures = new List<Exception>();

        for (var shard = 0; shard < TableSchema.JobShards && !outOfTime; shard++)
        {
            var unfinished = await jobs.QueryUnfinishedAsync(shard, RowsPerShard, deadline.Token);
            oldest = unfinished.Select(job => job.CreatedAt).Append(oldest).Min();

            foreach (var batch in unfinished.Where(job => job.NextSendAt <= now).Chunk(JobQueue.BatchSize))
            {
                if (context.RemainingTime < Reserve)
                {
                    outOfTime = true;
                    break;
                }

                sent += await SendAsync(batch, failures, deadline.Token);
            }
        }

        if (outOfTime)
        {
            log.Warning(SweeperEvents.OutOfTime, new LogField("sent", sent));
        }

        metric.Write(now - oldest, context.FunctionName);
        log.Information(SweeperEvents.Swept, new LogField("sent", sent));
        if (failures is [var first, ..])
        {
            // A run that could not do its work is no good run, though it did all the rest.
            ExceptionDispatchInfo.Throw(first);
        }
    }

    private async Task<int> SendAsync(IReadOnlyList<Job> due, List<Exception> failures, CancellationToken cancellation)
    {
        var ours = new List<Job>();

        foreach (var job in due)
        {
            // Another sweeper, or a worker that has just finished it, makes this false.
            if (await jobs.AdvanceNextSendAsync(job, cancellation))
            {
                ours.Add(job);
            }
        }

        var refused = await SendManyAsync(ours, failures, cancellation);

        foreach (var jobId in refused)
        {
            log.Warning(SweeperEvents.SendRefused, new LogField("jobId", jobId));
        }

        return ours.Count - refused.Count;
    }

    // One queue's trouble is its own: the run goes on with the jobs of the other one.
    private async Task<IReadOnlyList<string>> SendManyAsync(List<Job> ours, List<Exception> failures, CancellationToken cancellation)
    {
        try
        {
            return await queue.SendManyAsync(ours, cancellation);
        }
        catch (QueueFailedException failed)
        {
            failures.Add(failed.InnerException!);
            log.Warning(SweeperEvents.QueueFailed, failed.InnerException!, new LogField("refused", failed.Refused.Count));
            return failed.Refused;
        }
    }
}
