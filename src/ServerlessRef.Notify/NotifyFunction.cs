using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Notices;
using ServerlessRef.Functions.Aws;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Notices;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Notify;

/// <summary>The entry seam of the Notify function: the target of the bus's rules.</summary>
internal static class NotifyFunction
{
    public static async Task RunAsync(HttpClient? runtimeApi = null, CancellationToken cancellation = default)
    {
        var time = FunctionClock.FromEnvironment();
        var settings = Settings.FromEnvironment;
        var log = JsonLog.ToStandardOutput(time);
        var table = settings.Text(EnvironmentVariables.TableName);
        var topicArn = settings.Text(EnvironmentVariables.NoticeTopicArn);
        var lease = settings.Seconds(EnvironmentVariables.LeaseSeconds);
        using var database = AwsClients.DynamoDb();
        using var topics = AwsClients.Sns();

        var notifier = new Notifier(new NoticeLedger(database, table, time, lease), new NewsStore(database, table), new NoticeTopic(topics, topicArn), log, time);

        await FunctionHost.RunAsync(
            async (JsonElement input, ILambdaContext context) =>
            {
                using var deadline = new InvocationDeadline(context, InvocationDeadline.AnswerMargin, time);
                return await notifier.TellAsync(Read(input), deadline.Token);
            },
            new SourceGeneratorLambdaJsonSerializer<NotifyJson>(),
            new Prewarm([PrewarmCalls.DynamoDb(database, table), PrewarmCalls.Sns(topics, topicArn)], log, time),
            log,
            runtimeApi,
            cancellation);
    }

    private static Notice Read(JsonElement input)
    {
        var notice = input.Deserialize(NoticeJson.Default.Notice) ?? throw new InvalidDataException("The event is null; a notice is expected (docs/events).");
        return notice.Version == NoticeTypes.Version
            ? notice
            : throw new InvalidDataException($"The notice has version {notice.Version}; this release reads version {NoticeTypes.Version}.");
    }
}
