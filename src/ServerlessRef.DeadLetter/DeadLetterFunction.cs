using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Aws;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.DeadLetter;

/// <summary>The entry seam of the DeadLetter function.</summary>
internal static class DeadLetterFunction
{
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

        var consumer = new DeadLetterConsumer(new JobStore(database, table, time), new KeptMessages(storage, bucket), log);
        var batch = new SqsBatch(log, time, Reserve);

        var serializer = new SourceGeneratorLambdaJsonSerializer<DeadLetterJson>();

        await FunctionHost.RunAsync(
            (SQSEvent input, ILambdaContext context) => batch.HandleAsync(input, context, consumer.HandleAsync),
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
