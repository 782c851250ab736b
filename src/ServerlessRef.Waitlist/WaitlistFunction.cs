using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Aws;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.Waitlist;

/// <summary>The entry seam of the Waitlist function.</summary>
internal static class WaitlistFunction
{
    // Enough to give one entry its place.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(HttpClient? runtimeApi = null, CancellationToken cancellation = default)
    {
        var time = FunctionClock.FromEnvironment();
        var settings = Settings.FromEnvironment;
        var log = JsonLog.ToStandardOutput(time);
        var table = settings.Text(EnvironmentVariables.TableName);
        var lease = settings.Seconds(EnvironmentVariables.LeaseSeconds);
        using var database = AwsClients.DynamoDb();

        var backoff = new Backoff(time, Backoff.RandomJitter);
        var jobs = new JobStore(database, table, time);
        var store = new WaitlistStore(database, table);
        var counters = new SeatCounters(new BatchReader(database, table, backoff));
        var line = new WaitingLine(new Transactions(database, backoff), store, jobs, counters, table);
        var placer = new EntryPlacer(jobs, store, line, lease, log, time);
        var batch = new OrderedSqsBatch(log, time, Reserve);
        var serializer = new SourceGeneratorLambdaJsonSerializer<WaitlistJson>();

        await FunctionHost.RunAsync(
            (SQSEvent input, ILambdaContext context) => batch.HandleAsync(input, context, placer.HandleAsync),
            serializer,
            new Prewarm([PrewarmCalls.DynamoDb(database, table), PrewarmCalls.Json<SQSEvent, SQSBatchResponse>(serializer, SampleEvents.Sqs)], log, time),
            log,
            runtimeApi,
            cancellation);
    }
}
