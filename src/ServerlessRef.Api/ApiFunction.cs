using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SQS;
using Amazon.StepFunctions;
using ServerlessRef.Api.Covers;
using ServerlessRef.Api.Jobs;
using ServerlessRef.Api.Routes;
using ServerlessRef.Api.Waitlist;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.Api;

/// <summary>Puts the function together: clients in, a router out.</summary>
/// <param name="Database">Client of the table.</param>
/// <param name="Queue">Client of the job queue.</param>
/// <param name="Storage">Client of the buckets; made when first needed.</param>
/// <param name="Time">The clock.</param>
/// <param name="Jitter">Random numbers from 0 to below 1, for waits between attempts.</param>
/// <param name="Log">Where failures are recorded.</param>
internal sealed record ApiFunction(IAmazonDynamoDB Database, IAmazonSQS Queue, Lazy<IAmazonS3> Storage, TimeProvider Time, Func<double> Jitter, JsonLog Log)
{
    /// <summary>Client of the workflow that offers seats, made when first needed; unset: this stack has none, and nothing is offered.</summary>
    public Lazy<IAmazonStepFunctions>? Workflows { get; init; }

    /// <summary>Every route of the API, ready to answer.</summary>
    public Router BuildRouter(ApiSettings settings)
    {
        var backoff = new Backoff(Time, Jitter);
        var transactions = new Transactions(Database, backoff);
        var batches = new BatchReader(Database, settings.TableName, backoff);
        var counters = new SeatCounters(batches);
        var events = new EventStore(Database, settings.TableName, transactions, batches, counters);
        var registrations = new RegistrationStore(Database, settings.TableName);
        var seats = new SeatTransactions(transactions, counters, settings.TableName);
        var jobs = new JobStore(Database, settings.TableName, Time);
        var tickets = new TicketJobs(jobs);
        var delivery = new JobDelivery(jobs, new JobQueue(Queue, settings.JobQueueUrl));
        var links = new ResultLinks(Storage, settings.ResultsBucket, Time);
        var held = new HeldRegistration(registrations);
        var owned = new OwnedEvent(events);
        var cancellation = new Cancellation(registrations, seats, tickets, Time);

        return new Router(
            [
                new GetHealth(settings.Version).Route,
                new ListEvents(events, Time).Route,
                new CreateEvent(events, settings.SeatsPerPool, Time).Route,
                new GetEvent(events, Time).Route,
                new Register(new KnownEvents(events), settings.PersonalDataAfterStart, seats, tickets, delivery, Time).Route,
                new GetRegistration(held).Route,
                new CancelRegistration(held, cancellation).Route,
                new ListAttendees(owned, registrations).Route,
                new RemoveAttendee(owned, registrations, cancellation).Route,
                new ListNotices(owned, new NewsStore(Database, settings.TableName)).Route,
                new CreateJob(owned, jobs, delivery, Time).Route,
                new GetJob(jobs, links).Route,
                .. CoverRoutes(settings, owned, transactions),
                .. WaitlistRoutes(settings, events, registrations, transactions, jobs),
            ],
            Time,
            Log);
    }

    // A stack without covers has no bucket for them.
    private IEnumerable<Route> CoverRoutes(ApiSettings settings, OwnedEvent owned, Transactions transactions) => settings.UploadBucket is { } bucket
        ? [new BeginCover(owned, new CoverStore(transactions, settings.TableName), new UploadForms(Storage, bucket, Time), Time).Route]
        : [];

    private IEnumerable<Route> WaitlistRoutes(ApiSettings settings, EventStore events, RegistrationStore registrations, Transactions transactions, JobStore jobs)
    {
        if (settings.WaitlistQueueUrl is not { } queueUrl)
        {
            return [];
        }

        var store = new WaitlistStore(Database, settings.TableName);
        var entrance = new WaitlistEntrance(transactions, new SingleUpdates(Database), store, jobs, settings.TableName);
        var held = new HeldEntry(store);
        var answer = new OfferAnswer(Workflows);
        var line = new JobDelivery(jobs, new JobQueue(Queue, queueUrl, isFifo: true));
        return
        [
            new JoinWaitlist(events, settings.PersonalDataAfterStart, store, registrations, entrance, line, Time).Route,
            new GetWaitlistEntry(held, jobs).Route,
            new LeaveWaitlist(held, store, entrance, answer, Time).Route,
            .. Workflows is null ? Enumerable.Empty<Route>() : [new AcceptOffer(held, entrance, answer, Time).Route],
        ];
    }
}
