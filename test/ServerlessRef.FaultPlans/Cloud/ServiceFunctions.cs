using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using ServerlessRef.Api;
using ServerlessRef.DeadLetter;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.FaultPlans.Queues;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Sweeper;
using ServerlessRef.Worker;
using ServerlessRef.Worker.Attendees;
using ServerlessRef.Worker.Results;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>The service's functions, put together as their entry seams do.</summary>
internal sealed class ServiceFunctions
{
    public const string JobQueueUrl = "http://queue/jobs";

    private const string ResultsBucket = "results";

    // Fewer than the stack's, so that events of a few seats have one, some, and most pools.
    private const int SeatsPerPool = 2;
    private static readonly TimeSpan BatchReserve = TimeSpan.FromSeconds(3);

    public ServiceFunctions(FaultyTable database, FaultySender sender, VirtualBucket bucket, string table, SimulatedTime time, JsonLog log)
    {
        var jobs = new JobStore(database, table, time);
        Api = new ApiFunction(database, sender, new Lazy<IAmazonS3>(bucket), time, () => Actor.Current!.Random.NextDouble(), log)
            .BuildRouter(new ApiSettings(table, JobQueueUrl, ResultsBucket, null, null, TimeSpan.FromDays(30), SeatsPerPool, "1"));
        Worker = new JobWorker(
            jobs,
            new TicketTask(jobs, table, time),
            new DocumentTask(jobs, new AttendeeReader(database, table), new ResultBucket(bucket, ResultsBucket)),
            SimulatedCloud.Lease,
            log);
        var workerBatch = new SqsBatch(log, time, BatchReserve, JobBatch.AtOnce);
        WorkBatch = (input, context) => workerBatch.HandleAsync(input, context, Worker.HandleAsync);
        var consumer = new DeadLetterConsumer(jobs, new KeptMessages(bucket, ResultsBucket), log);
        var batch = new SqsBatch(log, time, BatchReserve);
        DeadLetterBatch = (input, context) => batch.HandleAsync(input, context, consumer.HandleAsync);
        Sweep = new Sweep(jobs, new JobQueue(sender, JobQueueUrl), new AgeMetric(log, time), log, time);
    }

    public Router Api { get; }

    public JobWorker Worker { get; }

    public Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> WorkBatch { get; }

    public Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> DeadLetterBatch { get; }

    public Sweep Sweep { get; }
}
