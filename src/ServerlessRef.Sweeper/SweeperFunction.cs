using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Aws;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Sweeper;

/// <summary>The entry seam of the Sweeper function.</summary>
internal static class SweeperFunction
{
    public static async Task RunAsync(HttpClient? runtimeApi = null, CancellationToken cancellation = default)
    {
        var time = FunctionClock.FromEnvironment();
        var settings = Settings.FromEnvironment;
        var log = JsonLog.ToStandardOutput(time);
        var table = settings.Text(EnvironmentVariables.TableName);
        var queueUrl = settings.Text(EnvironmentVariables.JobQueueUrl);
        using var database = AwsClients.DynamoDb();
        using var queue = AwsClients.Sqs();

        var line = settings.OptionalText(EnvironmentVariables.WaitlistQueueUrl) is { } url ? new JobQueue(queue, url, isFifo: true) : null;
        var queues = new JobQueues(new JobQueue(queue, queueUrl), line);
        var sweep = new Sweep(new JobStore(database, table, time), queues, new AgeMetric(log, time), log, time);

        var redrive = new Redrive(new JobStore(database, table, time), queues, log);

        await FunctionHost.RunAsync(
            async (SweeperRequest input, ILambdaContext context) =>
            {
                if (input.Redrive)
                {
                    return await redrive.RunAsync(context);
                }

                await sweep.RunAsync(context);
                return RedriveReport.None;
            },
            new SourceGeneratorLambdaJsonSerializer<SweeperJson>(),
            new Prewarm([PrewarmCalls.DynamoDb(database, table), PrewarmCalls.Sqs(queue, queueUrl)], log, time),
            log,
            runtimeApi,
            cancellation);
    }
}
