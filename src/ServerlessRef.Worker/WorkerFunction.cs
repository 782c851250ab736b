using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Aws;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Worker.Attendees;
using ServerlessRef.Worker.Results;

namespace ServerlessRef.Worker;

/// <summary>The entry seam of the Worker function.</summary>
internal static class WorkerFunction
{
    // Enough to claim a job and issue a ticket; a job that needs longer is cancelled and comes back.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(HttpClient? runtimeApi = null, CancellationToken cancellation = default)
    {
        var time = FunctionClock.FromEnvironment();
        var settings = Settings.FromEnvironment;
        var log = JsonLog.ToStandardOutput(time);
        var table = settings.Text(EnvironmentVariables.TableName);
        var bucket = settings.Text(EnvironmentVariables.ResultsBucket);
        using var database = AwsClients.DynamoDb();
        using var storage = AwsClients.S3();

        var jobs = new JobStore(database, table, time);
        var documents = new DocumentTask(jobs, new AttendeeReader(database, table), new ResultBucket(storage, bucket));
        var worker = new JobWorker(jobs, new TicketTask(jobs, table, time), documents, settings.Seconds(EnvironmentVariables.LeaseSeconds), log);
        var batch = new SqsBatch(log, time, Reserve, JobBatch.AtOnce);

        var serializer = new SourceGeneratorLambdaJsonSerializer<WorkerJson>();

        await FunctionHost.RunAsync(
            (SQSEvent input, ILambdaContext context) => batch.HandleAsync(input, context, worker.HandleAsync),
            serializer,
            new Prewarm(
                [
                    PrewarmCalls.DynamoDb(database, table),
                    PrewarmCalls.S3(storage, bucket),
                    PrewarmCalls.Json<SQSEvent, SQSBatchResponse>(serializer, SampleEvents.Sqs),
                ],
                log,
                time),
            log,
            runtimeApi,
            cancellation);
    }
}
