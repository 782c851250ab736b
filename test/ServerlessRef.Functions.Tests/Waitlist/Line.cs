using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Waitlist;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Functions.Tests.Waitlist;

/// <summary>An event with its line over a real table engine: what its callers do, in a few words.</summary>
internal sealed class Line
{
    public const string Execution = "arn:aws:states:eu-central-1:000000000000:execution:promotion:1";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    private readonly TransactingDynamoDb _database;
    private readonly Transactions _transactions;
    private readonly JobStore _jobs;
    private readonly WaitlistEntrance _entrance;
    private readonly WaitingLine _line;
    private readonly SeatCounters _counters;
    private readonly SeatTransactions _seats;
    private readonly SingleUpdates _updates;

    private Line(TransactingDynamoDb database, ScheduledEvent scheduled)
    {
        _database = database;
        Event = scheduled;
        var backoff = new Backoff(TimeProvider.System, () => 0);
        _transactions = new Transactions(database, backoff);
        _jobs = new JobStore(database, TestTable.Name, Time);
        _counters = new SeatCounters(new BatchReader(database, TestTable.Name, backoff));
        _updates = new SingleUpdates(database);
        Store = new WaitlistStore(database, TestTable.Name);
        _entrance = new WaitlistEntrance(_transactions, _updates, Store, _jobs, TestTable.Name);
        _line = new WaitingLine(_transactions, Store, _jobs, _counters, TestTable.Name);
        _seats = new SeatTransactions(_transactions, _counters, TestTable.Name);
        Promotions = new Promotions(_transactions, _updates, Store, _jobs.Writes, TestTable.Name, TimeSpan.FromHours(1), Time);
    }

    public ScheduledEvent Event { get; }

    public SteppedTime Time { get; } = new(TestJobs.Start);

    public WaitlistStore Store { get; }

    public Promotions Promotions { get; }

    /// <summary>An event whose seats are all taken.</summary>
    public static Task<Line> OpenAsync(TestTable table, string name, int capacity = 1, int pools = 1) => OpenAsync(table.Database, name, capacity, pools);

    /// <inheritdoc cref="OpenAsync(TestTable, string, int, int)"/>
    public static async Task<Line> OpenAsync(TransactingDynamoDb database, string name, int capacity, int pools)
    {
        var line = new Line(database, new ScheduledEvent($"evt_{name}", "Meetup", TestJobs.Start.AddDays(30), capacity, pools, "ada", "hash"));
        for (var pool = 0; pool < pools; pool++)
        {
            await database.PutItemAsync(TestTable.Name, pool == 0 ? EventItem.WriteNew(line.Event) : PoolItem.WriteNew(line.Event, pool));
        }

        for (var seat = 0; seat < capacity; seat++)
        {
            await line.RegisterAsync($"seat-{seat}");
        }

        return line;
    }

    public async Task<Registration> RegisterAsync(string who)
    {
        var id = DerivedId.ForRegistration(Event.Id, Key(who), Event.Pools);
        var registration = new Registration(id, Event.Id, RegistrationStatus.Confirmed, "token", DerivedId.ForTicketJob(id))
        {
            Name = who,
            Email = $"{who}@example.org",
            MailHash = MailOf(who),
            PayloadHash = "payload",
            ExpiresAt = Event.StartsAt.AddDays(30),
        };
        var job = new TransactWriteItem { Put = _jobs.Writes.PutPending(TicketJob.For(registration, Time.GetUtcNow())) };
        Assert.IsType<SeatOutcome.Taken>(await _seats.TakeAsync(registration, Event, job, Time.GetUtcNow(), default));
        return await FindRegistrationAsync(id);
    }

    /// <summary>Whoever has the seat of this name gives it back.</summary>
    public async Task<Promotion?> CancelAsync(string who)
    {
        var registration = await FindRegistrationAsync(DerivedId.ForRegistration(Event.Id, Key(who), Event.Pools));
        Assert.True(await _seats.TryGiveBackAsync(registration, endTicketJob: null, Time.GetUtcNow(), default));
        return await Store.FindPromotionAsync(Event.Id, DerivedId.ForPromotion("cancellation", registration.Id), default);
    }

    /// <summary>The same, whoever else is at it: true once it is given back, now or before.</summary>
    public async Task<bool> GiveBackSeatAsync(string who)
    {
        var registration = await FindRegistrationAsync(DerivedId.ForRegistration(Event.Id, Key(who), Event.Pools));
        return registration.IsCancelled || await _seats.TryGiveBackAsync(registration, endTicketJob: null, Time.GetUtcNow(), default) || await GiveBackSeatAsync(who);
    }

    public WaitlistEntry NewEntry(string who)
    {
        var id = DerivedId.ForWaitlistEntry(Event.Id, Key(who));
        return new WaitlistEntry(id, Event.Id, WaitlistStatus.Queued, "token-" + who, DerivedId.ForWaitlistJob(id), Time.GetUtcNow())
        {
            Name = who,
            Email = $"{who}@example.org",
            MailHash = MailOf(who),
            PayloadHash = "payload",
            ExpiresAt = Event.StartsAt.AddDays(30),
        };
    }

    public Task<JoinOutcome> JoinAsync(WaitlistEntry entry) => _entrance.JoinAsync(entry, JobOf(entry), default);

    /// <summary>Claims the entry's job and puts it in the line, as its message's arrival does.</summary>
    public async Task<JobEnd> PlaceAsync(WaitlistEntry entry)
    {
        var claim = Assert.IsType<JobClaim.Taken>(await _jobs.ClaimAsync(entry.JobId, Lease, default));
        return await _line.AddAsync(claim.Job, default);
    }

    /// <summary>What the arrival of the entry's message does, as often as it comes.</summary>
    public async Task<bool> DeliverAsync(WaitlistEntry entry)
    {
        if (await _jobs.ClaimAsync(entry.JobId, TimeSpan.Zero, default) is JobClaim.Taken { Job: var job } && await _line.AddAsync(job, default) != JobEnd.Written)
        {
            throw new DependencyBusyException("It comes again.");
        }

        if (await ReadAsync(entry) is { Status: WaitlistStatus.Waiting } placed)
        {
            await KeepSeatLeftAsync(placed);
        }

        return true;
    }

    public Task<JobEnd> PlaceAgainAsync(Job claimed) => _line.AddAsync(claimed, default);

    public async Task<Job> ClaimAsync(WaitlistEntry entry) => Assert.IsType<JobClaim.Taken>(await _jobs.ClaimAsync(entry.JobId, Lease, default)).Job;

    /// <summary>What is left of the entry's job once nobody tries it any more.</summary>
    public async Task GiveUpAsync(WaitlistEntry entry) => Assert.True(await _jobs.FailUnheldAsync(entry.JobId, JobErrors.RetriesExhausted, default));

    /// <summary>What an operator does about that.</summary>
    public async Task RedriveAsync(WaitlistEntry entry) => Assert.True(await _jobs.ReopenAsync(entry.JobId, default));

    public Task KeepSeatLeftAsync(WaitlistEntry entry) => _line.KeepSeatLeftAsync(entry, Time.GetUtcNow(), default);

    /// <summary>Somebody with a place in the line.</summary>
    public async Task<WaitlistEntry> WaitAsync(string who)
    {
        var entry = NewEntry(who);
        Assert.IsType<JoinOutcome.Joined>(await JoinAsync(entry));
        Assert.Equal(JobEnd.Written, await PlaceAsync(entry));
        return await ReadAsync(entry);
    }

    public async Task<WaitlistEntry> ReadAsync(WaitlistEntry entry) => (await Store.FindAsync(Event.Id, entry.Id, default))!;

    public async Task<Promotion> ReadAsync(Promotion promotion) => (await Store.FindPromotionAsync(Event.Id, promotion.Id, default))!;

    public Task<WaitlistEntry?> AcceptAsync(WaitlistEntry entry) => _entrance.AcceptAsync(entry, Time.GetUtcNow(), default);

    public Task<LeaveOutcome> LeaveAsync(WaitlistEntry entry) => _entrance.LeaveAsync(entry, Time.GetUtcNow(), default);

    public Task<OfferOutcome> OfferNextAsync(Promotion promotion, string? withdraw = null, string execution = Execution) =>
        Promotions.OfferNextAsync(Event.Id, promotion.Id, execution, withdraw, default);

    public Task<ConfirmOutcome> ConfirmAsync(Promotion promotion, WaitlistEntry entry) => Promotions.ConfirmAsync(Event.Id, promotion.Id, Execution, entry.Id, default);

    public Task<GiveBackOutcome> GiveBackAsync(Promotion promotion) => Promotions.GiveBackAsync(Event.Id, promotion.Id, Execution, default);

    public async Task<Registration> FindRegistrationAsync(string id) =>
        (await new RegistrationStore(_database, TestTable.Name).FindAsync(Event.Id, id, default))!;

    public async Task<JobStatus> JobStatusAsync(string jobId) => (await _jobs.FindAsync(jobId, default))!.Status;

    /// <summary>Taken and left, over all pools; each pool's two always add up to its seats.</summary>
    public async Task<(int Taken, int Left)> SeatsAsync()
    {
        var pools = await _counters.ReadAsync(Event, default);
        foreach (var pool in pools)
        {
            var item = (await _database.GetItemAsync(new GetItemRequest(TestTable.Name, ItemKey.Pool(Event.Id, pool.Number), true))).Item;
            Assert.Equal(pool.Left.ToString(System.Globalization.CultureInfo.InvariantCulture), item[TableSchema.SeatsLeft].N);
        }

        return (pools.Sum(pool => pool.Taken), pools.Sum(pool => pool.Left));
    }

    /// <summary>Runs once, right before the next transaction: what another client does at the worst moment.</summary>
    public void BeforeNextTransaction(Func<Task> other) => _database.BeforeTransaction = async _ =>
    {
        _database.BeforeTransaction = null;
        await other();
    };

    private static Job JobOf(WaitlistEntry entry) =>
        new(entry.JobId, JobType.WaitlistEntry, entry.EventId, PayloadHash.Of("waitlist-entry", entry.Id), entry.AcceptedAt) { SubjectId = entry.Id };

    private string MailOf(string who) => MailAddress.Check("email", $"{who}@example.org", new Domain.FieldErrors())!.HashFor(Event.Id);

    private static IdempotencyKey Key(string who) =>
        IdempotencyKey.Parse($"key-0000000000000-{who}").TryGet(out var key, out _) ? key : throw new ArgumentException($"'{who}' makes no key.", nameof(who));
}
