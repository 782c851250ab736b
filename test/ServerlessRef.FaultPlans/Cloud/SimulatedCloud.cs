using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using ServerlessRef.Api;
using ServerlessRef.DeadLetter;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.FaultPlans.Queues;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Shared.Functions;
using ServerlessRef.Sweeper;
using ServerlessRef.Worker;
using ServerlessRef.Worker.Attendees;
using ServerlessRef.Worker.Results;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>The service in one process: its own handlers, a real table engine, everything else and the time simulated.</summary>
internal sealed partial class SimulatedCloud : IDisposable
{
    // The stack's (JobTimes, ApiFunction, SweeperFunction).
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan WorkerTimeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Visibility = TimeSpan.FromSeconds(180);
    private const int MaxReceiveCount = 5;

    // Fewer than the stack's, so that events of a few seats have one, some, and most pools.
    private const int SeatsPerPool = 2;
    private static readonly TimeSpan ApiTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SweeperTimeout = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan SweeperPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BatchReserve = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestClockOffset = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    // A message lives at most five receives of three minutes, a job in the sweeper's hands some rounds of fifteen.
    private static readonly TimeSpan QuietLimit = TimeSpan.FromHours(4);
    private static int _tables;

    private readonly CloudOptions _options;
    private readonly string _table = string.Create(CultureInfo.InvariantCulture, $"cloud-{Interlocked.Increment(ref _tables)}");
    private readonly Pump _pump;
    private readonly MemoryStream _log = new();
    private readonly FaultyTable _database;
    private readonly FaultySender _sender;
    private readonly VirtualEventSource _workerSource;
    private readonly VirtualEventSource _deadLetterSource;
    private readonly Router _router;
    private readonly Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> _worker;
    private readonly Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> _deadLetter;
    private readonly Sweep _sweep;
    private int _invocations;
    private DateTimeOffset _rainEnds;

    private SimulatedCloud(Uri engine, Pump pump, SimulatedTime time, CloudOptions options)
    {
        _options = options;
        _pump = pump;
        Time = time;
        Journal = new Journal(time);
        Rain = new FaultRain(options.Rain);
        Calls = new FaultyCalls(time, pump, Rain);
        Engine = new ObservedTable(engine, Journal);
        Bucket = new VirtualBucket(Calls);
        var mess = options.Duplicates > 0 ? new QueueMess(RandomOf("queue"), options.Duplicates) : null;
        DeadLetters = new VirtualQueue("dead", time.True, new QueueOptions { Visibility = Visibility }, mess: mess);
        Queue = new VirtualQueue("jobs", time.True, new QueueOptions { Visibility = Visibility, MaxReceiveCount = MaxReceiveCount }, DeadLetters, mess);
        _database = new FaultyTable(Engine, Calls, options.Variant);
        _sender = new FaultySender(Queue, Calls, time, options.Variant);

        var log = new JsonLog(_log, time, LogSeverity.Warning);
        var jobs = new JobStore(_database, _table, time);
        var batch = new SqsBatch(log, time, BatchReserve);
        _router = new ApiFunction(_database, _sender, new Lazy<IAmazonS3>(Bucket), time, () => Actor.Current!.Random.NextDouble(), log)
            .BuildRouter(new ApiSettings(_table, "http://queue", "results", null, null, TimeSpan.FromDays(30), SeatsPerPool, "1"));
        Worker = new JobWorker(
            jobs,
            new TicketTask(jobs, _table, time),
            new DocumentTask(jobs, new AttendeeReader(_database, _table), new ResultBucket(Bucket, "results")),
            Lease,
            log);
        var jobBatch = new SqsBatch(log, time, BatchReserve, JobBatch.AtOnce);
        _worker = (input, context) => jobBatch.HandleAsync(input, context, Worker.HandleAsync);
        var consumer = new DeadLetterConsumer(jobs, new KeptMessages(Bucket, "results"), log);
        _deadLetter = (input, context) => batch.HandleAsync(input, context, consumer.HandleAsync);
        _sweep = new Sweep(jobs, new JobQueue(_sender, "http://queue"), new AgeMetric(log, time), log, time);

        var worker = options.Worker with { ReportBatchItemFailures = options.Variant != Variant.NoPartialFailures };
        _workerSource = new VirtualEventSource(Queue, time, worker, messages => InvokeAsync("worker", messages, _worker), SeeAcknowledged);
        _deadLetterSource = new VirtualEventSource(
            DeadLetters, time, new EventSourceOptions { MaximumConcurrency = 2 }, messages => InvokeAsync("dead-letter", messages, _deadLetter), SeeDrained);
    }

    public SimulatedTime Time { get; }

    public Journal Journal { get; }

    public FaultRain Rain { get; }

    public FaultyCalls Calls { get; }

    public ObservedTable Engine { get; }

    public VirtualQueue Queue { get; }

    public VirtualQueue DeadLetters { get; }

    public VirtualBucket Bucket { get; }

    public JobWorker Worker { get; }

    /// <summary>Warnings and errors the functions logged.</summary>
    public string Log => Encoding.UTF8.GetString(_log.ToArray());

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsQuiet => Journal.Unfinished == 0 && Queue.Depth.IsEmpty && DeadLetters.Depth.IsEmpty && Calls.LateCalls == 0
        && _workerSource.Running + _deadLetterSource.Running == 0;

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
                    await pump.CallAsync(() => cloud.Engine.DeleteTableAsync(cloud._table));
                }
            },
            () => time.RunNext(DateTimeOffset.MaxValue));
    }

    /// <summary>Starts what runs by itself, both event sources and the schedule, and the rain.</summary>
    public void Start()
    {
        _rainEnds = Time.Now + _options.RainLasts;
        _workerSource.Start();
        _deadLetterSource.Start();
        if (_options.Variant != Variant.SweeperOff)
        {
            Time.After(SweeperPeriod, Tick);
        }
    }

    /// <summary>An api request; null when no answer came.</summary>
    public Task<APIGatewayProxyResponse?> CallApiAsync(string name, APIGatewayProxyRequest request) =>
        RunAsync(NewActor(name), ApiTimeout, context => _router.HandleAsync(request, context));

    /// <summary>A run of the sweeper; false when it failed.</summary>
    public async Task<bool> SweepAsync() => await RunAsync<object>(NewActor("sweeper"), SweeperTimeout, async context =>
    {
        await _sweep.RunAsync(context);
        return true;
    }) is not null;

    /// <summary>A worker with a clock of its own takes a message; null when it did not come to an end.</summary>
    public async Task<MessageOutcome?> WorkAsync(string name, string jobId, TimeSpan clockOffset = default) =>
        await RunAsync<object>(
            new Actor(name, RandomOf(name), clockOffset, inRain: false),
            TimeSpan.FromDays(1),
            async _ => await Worker.HandleAsync(TestJobs.Message(jobId), CancellationToken.None)) as MessageOutcome?;

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

    /// <summary>An item by its keys; null when there is none.</summary>
    public async Task<Dictionary<string, AttributeValue>?> FindAsync(string partition, string sort) =>
        (await _pump.CallAsync(() => Engine.GetItemAsync(new GetItemRequest(_table, new() { ["PK"] = new(partition), ["SK"] = new(sort) }, true)))).Item;

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
        _database.Dispose();
        _sender.Dispose();
        Bucket.Dispose();
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

    private static async Task<T> StartAsync<T>(Actor actor, Func<Task<T>> run)
    {
        Actor.Current = actor;
        return await run();
    }

    private async Task<T?> RunAsync<T>(Actor actor, TimeSpan timeout, Func<ILambdaContext, Task<T>> handle)
        where T : class
    {
        var end = Time.Now + timeout;
        var over = new TaskCompletionSource();
        var due = Time.After(timeout, over.SetResult);
        var run = StartAsync(actor, () => handle(new TestContext(() => end - Time.Now)));
        var first = await Task.WhenAny(run, actor.Killed, over.Task);
        due.Cancel();
        return first == run && run.IsCompletedSuccessfully ? await run : null;
    }

    private async Task<IReadOnlyCollection<string>?> InvokeAsync(string function, IReadOnlyList<QueueMessage> messages, Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>> handle)
    {
        var input = new SQSEvent { Records = [.. messages.Select(message => new SQSEvent.SQSMessage { MessageId = message.Id, ReceiptHandle = message.Handle, Body = message.Body })] };
        var response = await RunAsync(NewActor(function), WorkerTimeout, context => handle(input, context));
        return response is null ? null : [.. response.BatchItemFailures.Select(failure => failure.ItemIdentifier)];
    }

    private async void Tick()
    {
        Time.After(SweeperPeriod, Tick);
        await SweepAsync();
    }

    private Actor NewActor(string function)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{function}-{++_invocations}");
        var random = RandomOf(name);
        var inRain = Time.Now < _rainEnds;
        var offset = inRain && random.Next(10) == 0 ? LongestClockOffset * (random.NextDouble() * 2 - 1) : TimeSpan.Zero;
        return new Actor(name, random, offset, inRain);
    }

    // FNV-1a: what happens to an invocation depends on its name, so plans stay alike when parts of them are left out.
    private Random RandomOf(string name) =>
        new(unchecked((int)name.Aggregate(2166136261u ^ (uint)_options.Seed, (hash, character) => (hash ^ character) * 16777619u)));

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
