using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Aws;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Notices;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Changes;

/// <summary>The entry seam of the Changes function: the pipe's enrichment, a batch of changes in, a list of events out.</summary>
internal static class ChangesFunction
{
    public static async Task RunAsync(HttpClient? runtimeApi = null, CancellationToken cancellation = default)
    {
        var time = FunctionClock.FromEnvironment();
        var log = JsonLog.ToStandardOutput(time);
        var table = Settings.FromEnvironment.Text(EnvironmentVariables.TableName);
        using var database = AwsClients.DynamoDb();

        var counters = new SeatCounters(new BatchReader(database, table, new Backoff(time, Backoff.RandomJitter)));
        var reader = new ChangeReader(new SeatStates(database, table, counters), log);

        await FunctionHost.RunAsync(
            async (List<TableChange> changes, ILambdaContext context) =>
            {
                using var deadline = new InvocationDeadline(context, InvocationDeadline.AnswerMargin, time);
                var notices = await reader.ReadAsync(changes, deadline.Token);
                return notices.Select(notice => JsonSerializer.SerializeToElement(notice, NoticeJson.Default.Notice)).ToList();
            },
            new SourceGeneratorLambdaJsonSerializer<ChangesJson>(),
            new Prewarm([PrewarmCalls.DynamoDb(database, table)], log, time),
            log,
            runtimeApi,
            cancellation);
    }
}
