using System.Text.Json;
using Amazon.Runtime;
using Amazon.SimpleEmailV2;
using Amazon.SQS;
using Amazon.StepFunctions;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Mail;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Tests.Waitlist;
using ServerlessRef.Functions.Waitlist;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.PromotionTasks.Tests;

/// <summary>The function's steps over a real table engine, with a recorded Step Functions and a recorded queue.</summary>
internal sealed class StepsFixture : IAsyncDisposable
{
    private readonly AmazonStepFunctionsClient _workflows;
    private readonly AmazonSQSClient _queue;
    private readonly AmazonSimpleEmailServiceV2Client _mails;
    private readonly Line _line;

    public StepsFixture(TestTable table, Line line, Func<RecordedRequest, RecordedAnswer>? queue = null)
    {
        _line = line;
        Workflows = HttpRecorder.Start(request => WorkflowsAnswer(request));
        Queue = HttpRecorder.Start(queue ?? (_ => new RecordedAnswer(200, """{"MessageId":"m-1"}""")));
        var credentials = new BasicAWSCredentials("test", "test");
        _workflows = new AmazonStepFunctionsClient(credentials, new AmazonStepFunctionsConfig { ServiceURL = Workflows.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });
        _queue = new AmazonSQSClient(credentials, new AmazonSQSConfig { ServiceURL = Queue.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });
        Ses = HttpRecorder.Start(async _ =>
        {
            SesAsked();
            await SesDelay;
            return SesAnswer();
        });
        _mails = new AmazonSimpleEmailServiceV2Client(credentials, new AmazonSimpleEmailServiceV2Config { ServiceURL = Ses.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });
        var reconciler = new PromotionReconciler(new WaitlistStore(table.Database, TestTable.Name), new SingleUpdates(table.Database), _workflows, TestTable.Name, line.Time, TestJobs.Silent(line.Time));
        Steps = Create(mail: null);
        MailingSteps = Create(new OfferMail(new WaitlistStore(table.Database, TestTable.Name), new MailSender(_mails, "tickets@example.org", "mails"), Patience, TimeProvider.System, new JsonLog(Log, line.Time)));

        PromotionSteps Create(OfferMail? mail) => new(
            line.Promotions, new TaskAnswers(_workflows), new JobStore(table.Database, TestTable.Name, line.Time), new JobQueue(_queue, Queue.Endpoint + "queue"), reconciler, line.Time, TestJobs.Silent(line.Time), mail);
    }

    public HttpRecorder Workflows { get; }

    public HttpRecorder Queue { get; }

    public HttpRecorder Ses { get; }

    /// <summary>What Step Functions answers next.</summary>
    public Func<RecordedRequest, RecordedAnswer> WorkflowsAnswer { get; set; } = _ => new RecordedAnswer(200, "{}");

    /// <summary>How long SES has for a mail.</summary>
    public static TimeSpan Patience => TimeSpan.FromSeconds(1);

    /// <summary>What happens when SES is asked.</summary>
    public Action SesAsked { get; set; } = () => { };

    /// <summary>What SES waits for before it answers.</summary>
    public Task SesDelay { get; set; } = Task.CompletedTask;

    /// <summary>What the steps that mail logged about it.</summary>
    public MemoryStream Log { get; } = new();

    /// <summary>What SES answers next.</summary>
    public Func<RecordedAnswer> SesAnswer { get; set; } = () => new RecordedAnswer(200, """{"MessageId":"ses-1"}""");

    public PromotionSteps Steps { get; }

    /// <summary>Of a stack that sends mail.</summary>
    public PromotionSteps MailingSteps { get; }

    /// <summary>Answers told to the workflow, with their tokens.</summary>
    public IEnumerable<(string Token, string Answer)> Answers => Workflows.Requests.Select(request => JsonElement.Parse(request.Body)).Select(body =>
        (body.GetProperty("taskToken").GetString()!, JsonElement.Parse(body.GetProperty("output").GetString()!).GetProperty("answer").GetString()!));

    public Task<PromotionReply> RunAsync(string task, string promotionId, string? withdraw = null, string? entryId = null, string? token = null, int offers = 0, TimeSpan age = default, bool mails = false, CancellationToken cancellation = default) => (mails ? MailingSteps : Steps).HandleAsync(
        new PromotionInput(task, _line.Event.Id, promotionId, Line.Execution, _line.Time.GetUtcNow() - age, offers, withdraw, entryId, token), cancellation);

    /// <summary>What the schedule asks.</summary>
    public Task<PromotionReply> ReconcileAsync() => Steps.HandleAsync(new PromotionInput(PromotionTask.Reconcile, StateMachine: "arn:machine"), CancellationToken.None);

    /// <summary>Names of the operations asked of Step Functions, with what they were asked about.</summary>
    public IEnumerable<(string Operation, JsonElement Input)> WorkflowCalls => Workflows.Requests.Select(request =>
        (request.Headers["X-Amz-Target"].Split('.')[1], JsonElement.Parse(request.Body)));

    public async ValueTask DisposeAsync()
    {
        _workflows.Dispose();
        _queue.Dispose();
        _mails.Dispose();
        await Workflows.DisposeAsync();
        await Queue.DisposeAsync();
        await Ses.DisposeAsync();
        await Log.DisposeAsync();
    }
}
