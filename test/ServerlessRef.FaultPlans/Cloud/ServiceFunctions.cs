using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using Amazon.StepFunctions;
using ServerlessRef.Api;
using ServerlessRef.Changes;
using ServerlessRef.DeadLetter;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Mail;
using ServerlessRef.Functions.Notices;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Waitlist;
using ServerlessRef.Notify;
using ServerlessRef.PromotionTasks;
using ServerlessRef.Sweeper;
using ServerlessRef.Waitlist;
using ServerlessRef.Worker;
using ServerlessRef.Worker.Attendees;
using ServerlessRef.Worker.Mail;
using ServerlessRef.Worker.Results;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>The service's functions, put together as their entry seams do.</summary>
internal sealed class ServiceFunctions
{
    public const string JobQueueUrl = "http://queue/jobs";
    public const string LineQueueUrl = "http://queue/line.fifo";

    private const string ResultsBucket = "results";

    // Fewer than the stack's, so that events of a few seats have one, some, and most pools.
    private const int SeatsPerPool = 2;

    // The functions' own.
    private static readonly TimeSpan BatchReserve = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan NoticeLease = TimeSpan.FromSeconds(30);

    private readonly ServiceClients _clients;
    private readonly string _table;
    private readonly SimulatedTime _time;
    private readonly JsonLog _log;
    private readonly JobStore _jobs;
    private readonly JobQueue _queue;
    private readonly Backoff _backoff;
    private readonly WaitlistStore _line;
    private readonly MailSender _mail;

    public ServiceFunctions(ServiceClients clients, string table, SimulatedTime time, JsonLog log, TimeSpan offer)
    {
        (_clients, _table, _time, _log) = (clients, table, time, log);
        _jobs = new JobStore(clients.Database, table, time);
        _queue = new JobQueue(clients.Queues, JobQueueUrl);
        _backoff = new Backoff(time, Jitter);
        _line = new WaitlistStore(clients.Database, table);
        _mail = new MailSender(clients.Mails, "tickets@example.org", "mails");
        Api = BuildApi();
        Worker = BuildWorker();
        WorkBatch = Batch(JobBatch.AtOnce, Worker.HandleAsync);
        DeadLetterBatch = Batch(1, new DeadLetterConsumer(_jobs, new KeptMessages(clients.Bucket, ResultsBucket), log).HandleAsync);
        LineBatch = BuildWaitlist();
        Sweep = new Sweep(_jobs, new JobQueues(_queue, new JobQueue(clients.Queues, LineQueueUrl, isFifo: true)), new AgeMetric(log, time), log, time);
        Changes = new ChangeReader(new SeatStates(clients.Database, table, Counters()), log);
        Notifier = new Notifier(new NoticeLedger(clients.Database, table, time, NoticeLease), new NewsStore(clients.Database, table), new NoticeTopic(clients.Topics, "arn:aws:sns:eu-central-1:000000000000:notices"), log, time);
        Promotion = BuildPromotion(offer);
    }

    public Router Api { get; }

    public JobWorker Worker { get; }

    public Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> WorkBatch { get; }

    public Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> LineBatch { get; }

    public Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> DeadLetterBatch { get; }

    public Sweep Sweep { get; }

    public ChangeReader Changes { get; }

    public Notifier Notifier { get; }

    public PromotionSteps Promotion { get; }

    private static double Jitter() => Actor.Current!.Random.NextDouble();

    private Router BuildApi()
    {
        var api = new ApiFunction(_clients.Database, _clients.Queues, new Lazy<IAmazonS3>(_clients.Bucket), _time, Jitter, _log)
        {
            Workflows = new Lazy<IAmazonStepFunctions>(_clients.Workflows),
        };
        return api.BuildRouter(new ApiSettings(_table, JobQueueUrl, ResultsBucket, null, LineQueueUrl, TimeSpan.FromDays(30), SeatsPerPool, "1"));
    }

    private JobWorker BuildWorker()
    {
        var attendees = new AttendeeReader(_clients.Database, _table);
        return new JobWorker(
            _jobs,
            new TicketTask(_jobs, _table, _time, mailed: true),
            new DocumentTask(_jobs, attendees, new ResultBucket(_clients.Bucket, ResultsBucket)),
            SimulatedCloud.Lease,
            _log,
            new TicketMailTask(_jobs, attendees, _mail, "https://example.org"));
    }

    private Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> BuildWaitlist()
    {
        var line = new WaitingLine(new Transactions(_clients.Database, _backoff), _line, _jobs, Counters(), _table);
        var placer = new EntryPlacer(_jobs, _line, line, SimulatedCloud.LineLease, _log, _time);
        var batch = new OrderedSqsBatch(_log, _time, BatchReserve);
        return (input, context) => batch.HandleAsync(input, context, placer.HandleAsync);
    }

    private PromotionSteps BuildPromotion(TimeSpan offer)
    {
        var updates = new SingleUpdates(_clients.Database);
        var reconciler = new PromotionReconciler(_line, updates, _clients.Workflows, _table, _time, _log);
        var promotions = new Promotions(new Transactions(_clients.Database, _backoff), updates, _line, _jobs.Writes, _table, offer, _time);
        return new PromotionSteps(promotions, new TaskAnswers(_clients.Workflows), _jobs, _queue, reconciler, _time, _log, new OfferMail(_line, _mail, OfferMail.Patience, _time, _log));
    }

    private SeatCounters Counters() => new(new BatchReader(_clients.Database, _table, _backoff));

    private Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> Batch(int atOnce, Func<SQSEvent.SQSMessage, CancellationToken, Task<MessageOutcome>> handle)
    {
        var batch = new SqsBatch(_log, _time, BatchReserve, atOnce);
        return (input, context) => batch.HandleAsync(input, context, handle);
    }
}
