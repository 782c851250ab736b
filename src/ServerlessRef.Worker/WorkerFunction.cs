using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Aws;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Mail;
using ServerlessRef.Worker.Attendees;
using ServerlessRef.Worker.Mail;
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
        var mailFrom = settings.OptionalText(EnvironmentVariables.MailFrom);
        using var mails = mailFrom is null ? null : AwsClients.Ses();

        var jobs = new JobStore(database, table, time);
        var attendees = new AttendeeReader(database, table);
        var documents = new DocumentTask(jobs, attendees, new ResultBucket(storage, bucket));
        var ticketMails = mails is null ? null : new TicketMailTask(
            jobs,
            attendees,
            new MailSender(mails, mailFrom!, settings.Text(EnvironmentVariables.MailConfigurationSet)),
            settings.Text(EnvironmentVariables.SiteUrl));
        if (ticketMails is null)
        {
            log.Information(WorkerEvents.MailOff, new LogField("setting", EnvironmentVariables.MailFrom));
        }

        var tickets = new TicketTask(jobs, table, time, mailed: ticketMails is not null);
        var worker = new JobWorker(jobs, tickets, documents, settings.Seconds(EnvironmentVariables.LeaseSeconds), log, ticketMails);
        var batch = new SqsBatch(log, time, Reserve, JobBatch.AtOnce);

        var serializer = new SourceGeneratorLambdaJsonSerializer<WorkerJson>();

        await FunctionHost.RunAsync(
            (SQSEvent input, ILambdaContext context) => batch.HandleAsync(input, context, worker.HandleAsync),
            serializer,
            new Prewarm(
                [
                    PrewarmCalls.DynamoDb(database, table),
                    PrewarmCalls.S3(storage, bucket),
                    .. mails is null ? (PrewarmCall[])[] : [PrewarmCalls.Ses(mails)],
                    PrewarmCalls.Json<SQSEvent, SQSBatchResponse>(serializer, SampleEvents.Sqs),
                ],
                log,
                time),
            log,
            runtimeApi,
            cancellation);
    }
}
