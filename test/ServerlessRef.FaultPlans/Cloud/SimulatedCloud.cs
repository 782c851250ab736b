using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.APIGatewayEvents;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.FaultPlans.Events;
using ServerlessRef.FaultPlans.Mail;
using ServerlessRef.FaultPlans.Queues;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.FaultPlans.Workflows;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Logging;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>The service in one process: its own handlers, a real table engine, everything else and the time simulated.</summary>
internal sealed partial class SimulatedCloud : IDisposable
{
    // The stack's (JobTimes, ApiFunction, SweeperFunction).
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan WorkerTimeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Visibility = TimeSpan.FromSeconds(180);
    public static readonly TimeSpan LineLease = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LineTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LineVisibility = TimeSpan.FromSeconds(60);
    private const int LineBatch = 10;
    private const int LinesAtATime = 5;
    private static readonly TimeSpan ApiTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SweeperTimeout = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan SweeperPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReconciliationPeriod = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    // A message lives at most five receives of three minutes, a job in the sweeper's hands some rounds of fifteen.
    private static readonly TimeSpan QuietLimit = TimeSpan.FromHours(4);
    private static int _tables;

    private readonly CloudOptions _options;
    private readonly string _table = string.Create(CultureInfo.InvariantCulture, $"cloud-{Interlocked.Increment(ref _tables)}");
    private readonly Pump _pump;
    private readonly MemoryStream _log = new();
    private readonly Invocations _invocations;
    private readonly ChangeStream _stream;
    private readonly EventRoom _events;
    private readonly ServiceClients _clients;
    private readonly ServiceFunctions _functions;
    private readonly WorkRoom _jobs;
    private readonly WorkRoom _line;

    private SimulatedCloud(Uri engine, Pump pump, SimulatedTime time, CloudOptions options)
    {
        _options = options;
        _pump = pump;
        Time = time;
        _invocations = new Invocations(time, options);
        Journal = new Journal(time);
        Rain = new FaultRain(options.Rain);
        Calls = new FaultyCalls(time, pump, Rain);
        Notices = new NoticeBooks();
        Engine = new ObservedTable(engine, SeeWritten);
        Bucket = new VirtualBucket(Calls);
        Mails = new FaultyMail(Calls);
        _stream = new ChangeStream(time);
        _events = new EventRoom(_stream, time, _invocations.RandomOf("workflows"), options.Variant);
        _clients = new ServiceClients(
            new FaultyTable(Engine, Calls, options.Variant),
            new FaultySender(url => url == ServiceFunctions.LineQueueUrl ? Line : Queue, Calls, time, options.Variant),
            Bucket,
            new FaultyTopic(Calls, Notices),
            Mails,
            new FaultyWorkflows(_events.Machines, Calls));
        _functions = new ServiceFunctions(_clients, _table, time, new JsonLog(_log, time, LogSeverity.Warning), options.Offer);
        _jobs = OpenJobs();
        _line = OpenLine();
    }

    public SimulatedTime Time { get; }

    public Journal Journal { get; }

    public FaultRain Rain { get; }

    public FaultyCalls Calls { get; }

    public ObservedTable Engine { get; }

    public VirtualQueue Queue => _jobs.Queue;

    public VirtualQueue DeadLetters => _jobs.DeadLetters;

    public VirtualQueue Line => _line.Queue;

    public VirtualQueue LineDeadLetters => _line.DeadLetters;

    public VirtualBucket Bucket { get; }

    public FaultyMail Mails { get; }

    public NoticeBooks Notices { get; }

    /// <summary>Warnings and errors the functions logged.</summary>
    public string Log => Encoding.UTF8.GetString(_log.ToArray());

    /// <summary>Whether nothing is left to do, but for what an operator has to.</summary>
    public bool IsQuiet => Journal.Unfinished == 0 && _jobs.IsQuiet && _line.IsQuiet && Calls.LateCalls == 0 && _events.IsQuiet
        && (_events.HasGivenUp || (Journal.Line.IsSettled && !Notices.Untold.Any()));

    /// <summary>Makes a cloud, lets a test use it on its own thread and time, and ends it.</summary>
    public static async Task<T> RunAsync<T>(Uri engine, CloudOptions options, Func<SimulatedCloud, Task<T>> use)
    {
        var time = new SimulatedTime(TestJobs.Start);
        return await Pump.RunAsync(
            async (pump, _) =>
            {
                using var cloud = new SimulatedCloud(engine, pump, time, options);
                await pump.CallAsync(cloud.CreateTableAsync);
                try
                {
                    return await use(cloud);
                }
                finally
                {
                    await pump.CallAsync(cloud.EndAsync);
                }
            },
            () => time.RunNext(DateTimeOffset.MaxValue));
    }

    /// <summary>Starts what runs by itself, queues and the schedule, and the rain.</summary>
    public void Start()
    {
        _invocations.BeginRain();
        _jobs.Start();
        _line.Start();
        var refusals = _invocations.RandomOf("bus");
        _events.Start(
            new EventFunctions(_functions, _invocations, Notices, Time, _options),
            refuses: () => IsRefused(refusals));
        if (_options.Variant != Variant.SweeperOff)
        {
            Time.After(SweeperPeriod, Tick);
        }

        if (_options.Variant != Variant.SeatsUnattended)
        {
            Time.After(ReconciliationPeriod, LookAfterSeats);
        }
    }

    /// <summary>What hops gave up is done again, as the runbook says; how much it was.</summary>
    public Task<int> RedriveAsync() => _events.RedriveAsync();

    /// <summary>Whether an execution was started to pass this seat on.</summary>
    public bool WasStarted(string promotionId) => _events.Machines.Snapshots().Any(execution => execution.Input.GetProperty("promotionId").GetString() == promotionId);

    /// <summary>Executions that have not come to their end.</summary>
    public IEnumerable<string> UnendedExecutions() => _events.Machines.Snapshots()
        .Where(execution => execution.Status is ExecutionStatus.Running or ExecutionStatus.TimedOut)
        .Select(execution => $"execution {execution.Name} is {execution.Status} in {execution.State}");

    /// <summary>An api request; null when no answer came.</summary>
    public Task<APIGatewayProxyResponse?> CallApiAsync(string name, APIGatewayProxyRequest request) =>
        _invocations.RunAsync(_invocations.NewActor(name), ApiTimeout, context => _functions.Api.HandleAsync(request, context));

    /// <summary>A run of the sweeper; false when it failed.</summary>
    public async Task<bool> SweepAsync() => await _invocations.RunAsync<object>(_invocations.NewActor("sweeper"), SweeperTimeout, async context =>
    {
        await _functions.Sweep.RunAsync(context);
        return true;
    }) is not null;

    /// <summary>A worker with a clock of its own takes a message; null when it did not come to an end.</summary>
    public async Task<MessageOutcome?> WorkAsync(string name, string jobId, TimeSpan clockOffset = default) =>
        await _invocations.RunAsync<object>(
            new Actor(name, _invocations.RandomOf(name), clockOffset, inRain: false),
            TimeSpan.FromDays(1),
            async _ => await _functions.Worker.HandleAsync(TestJobs.Message(jobId), CancellationToken.None)) as MessageOutcome?;

    /// <summary>Lets time pass until nothing is left to do.</summary>
    public async Task QuietAsync()
    {
        var limit = Time.Now + QuietLimit;
        do
        {
            await Time.DelayAsync(Look);
        }
        while (!IsQuiet && Time.Now < limit);
    }

    /// <summary>Every item, as stored.</summary>
    public async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> ScanAsync()
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        Dictionary<string, AttributeValue>? start = null;
        do
        {
            var page = await _pump.CallAsync(() => Engine.ScanAsync(new ScanRequest { TableName = _table, ConsistentRead = true, ExclusiveStartKey = start }));
            items.AddRange(page.Items);
            start = page.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (start is not null);

        return items;
    }

    public void Dispose()
    {
        _clients.Dispose();
        Engine.Dispose();
        _log.Dispose();
    }

    private async Task<bool> CreateTableAsync()
    {
        await Engine.CreateTableAsync(TestTable.Describe(_table));
        while ((await Engine.DescribeTableAsync(_table)).Table.TableStatus != TableStatus.ACTIVE)
        {
            // The next answer is the wait: the engine needs a turn or two of its loop.
        }

        return true;
    }

    private async Task<bool> EndAsync()
    {
        await _events.DisposeAsync();
        await Engine.DeleteTableAsync(_table);
        return true;
    }

    private bool IsRefused(Random dice)
    {
        var isRefused = _invocations.InRain && dice.NextDouble() < _options.Rain;
        if (isRefused)
        {
            Notices.SeeRefused();
        }

        return isRefused;
    }

    private void SeeWritten(IReadOnlyList<Change> changes)
    {
        Journal.See(changes);
        Notices.See(changes);
        foreach (var change in changes)
        {
            _stream.Append(change);
        }
    }

    private WorkRoom OpenLine() => new(
        new WorkRoomOptions
        {
            Name = "line",
            Queue = new QueueOptions { Visibility = LineVisibility, MaxReceiveCount = LineBatch * JobRetries.MaxAttempts, IsFifo = true, KeepsOrder = _options.Variant != Variant.LineOutOfOrder },
            Source = new EventSourceOptions { BatchSize = LineBatch, MaximumConcurrency = LinesAtATime },
            Function = "waitlist",
            Timeout = LineTimeout,
            Handle = _functions.LineBatch,
            DeadLetterVisibility = Visibility,
            DeadLetterTimeout = WorkerTimeout,
            HandleDead = _functions.DeadLetterBatch,
        },
        Time,
        _invocations,
        Mess("line"),
        SeeAcknowledged,
        SeeDrained);

    private QueueMess? Mess(string queue) => _options.Duplicates > 0 ? new QueueMess(_invocations.RandomOf(queue), _options.Duplicates) : null;

    private WorkRoom OpenJobs() => new(
        new WorkRoomOptions
        {
            Name = "jobs",
            Queue = new QueueOptions { Visibility = Visibility, MaxReceiveCount = JobRetries.MaxAttempts },
            Source = _options.Worker with { ReportBatchItemFailures = _options.Variant != Variant.NoPartialFailures },
            Function = "worker",
            Timeout = WorkerTimeout,
            Handle = _functions.WorkBatch,
            DeadLetterVisibility = Visibility,
            DeadLetterTimeout = WorkerTimeout,
            HandleDead = _functions.DeadLetterBatch,
        },
        Time,
        _invocations,
        Mess("queue"),
        SeeAcknowledged,
        SeeDrained);

    private async void Tick()
    {
        Time.After(SweeperPeriod, Tick);
        await SweepAsync();
    }

    private async void LookAfterSeats()
    {
        Time.After(ReconciliationPeriod, LookAfterSeats);
        await _events.ReconcileAsync();
    }

    // What the worker acknowledges is over: nobody would come back to it.
    private void SeeAcknowledged(QueueMessage message) => Journal.Demand(
        JobIdOf(message.Body) is { } jobId && Journal.HasEnded(jobId), $"message {message.Id} was deleted while what it stands for was unfinished: {message.Body}");

    // A job that was not tried often enough stays with the sweeper; that it ends is checked when all is quiet.
    private void SeeDrained(QueueMessage message) => Journal.Demand(
        JobIdOf(message.Body) is { } jobId ? Journal.Knows(jobId) : Bucket.Objects.ContainsKey($"dead-letters/{message.Id}.txt"),
        $"dead letter {message.Id} was deleted and is nowhere: {message.Body}");

    private static string? JobIdOf(string body) => Body().Match(body) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("""^\{"jobId":"([^"]+)"\}$""")]
    private static partial Regex Body();
}
