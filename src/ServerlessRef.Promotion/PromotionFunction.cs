using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Aws;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Mail;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.PromotionTasks;

/// <summary>The entry seam of the Promotion function: the tasks of the workflow that passes kept seats on.</summary>
internal static class PromotionFunction
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
        using var workflows = AwsClients.StepFunctions();
        var mailFrom = settings.OptionalText(EnvironmentVariables.MailFrom);
        using var mails = mailFrom is null ? null : AwsClients.Ses();

        var store = new WaitlistStore(database, table);
        var mail = mails is null ? null : new OfferMail(
            store,
            new MailSender(mails, mailFrom!, settings.Text(EnvironmentVariables.MailConfigurationSet)),
            OfferMail.Patience,
            time,
            log);
        var jobs = new JobStore(database, table, time);
        var updates = new SingleUpdates(database);
        var promotions = new Promotions(
            new Transactions(database, new Backoff(time, Backoff.RandomJitter)),
            updates,
            store,
            jobs.Writes,
            table,
            settings.Seconds(EnvironmentVariables.OfferSeconds),
            time);
        var reconciler = new PromotionReconciler(store, updates, workflows, table, time, log);
        var steps = new PromotionSteps(promotions, new TaskAnswers(workflows), jobs, new JobQueue(queue, queueUrl), reconciler, time, log, mail);

        await FunctionHost.RunAsync(
            async (PromotionInput input, ILambdaContext context) =>
            {
                using var deadline = new InvocationDeadline(context, InvocationDeadline.AnswerMargin, time);
                return await steps.HandleAsync(input, deadline.Token);
            },
            new SourceGeneratorLambdaJsonSerializer<PromotionJson>(),
            new Prewarm(
                [
                    PrewarmCalls.DynamoDb(database, table),
                    PrewarmCalls.Sqs(queue, queueUrl),
                    .. mails is null ? (PrewarmCall[])[] : [PrewarmCalls.Ses(mails)],
                ],
                log,
                time),
            log,
            runtimeApi,
            cancellation);
    }
}
