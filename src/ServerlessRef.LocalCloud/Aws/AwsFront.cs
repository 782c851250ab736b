using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using ServerlessRef.LocalCloud.Aws.DynamoDb;
using ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Aws.S3;
using ServerlessRef.LocalCloud.Aws.S3.Notifications;
using ServerlessRef.LocalCloud.Aws.Ses;
using ServerlessRef.LocalCloud.Aws.Sns;
using ServerlessRef.LocalCloud.Aws.Sqs;
using ServerlessRef.LocalCloud.Aws.StepFunctions;
using ServerlessRef.LocalCloud.Bus;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Observation;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Streams;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Aws;

/// <summary>The one address every function's AWS calls go to.</summary>
internal sealed class AwsFront : IAsyncDisposable
{
    // Calls under way may end; a long poll would otherwise take 20 s.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly EngineEndpoints _engines;
    private readonly CallerRegistry _callers;
    private readonly CallLog _log;
    private readonly FaultInjector? _faults;
    private readonly PrivilegeLog? _privileges;
    private readonly Timeline _timeline;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly EngineGateway _gateway = new();
    private readonly HttpClient _engineHttp = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ItemLocks _itemLocks = new();
    private readonly KeyLocks _keyLocks = new();
    private readonly UndoLog _undo;
    private readonly DynamoEngine _dynamo;
    private readonly CancellationTokenSource _stopping = new();
    private volatile FrontPipeline? _pipeline;
    private ObjectNotifier? _notifier;
    private TopicDeliveries? _deliveries;
    private Task _timeToLive = Task.CompletedTask;

    private AwsFront(WebApplication app, EngineEndpoints engines, CallerRegistry callers, CallLog log, FrontOptions options, TimeProvider time, ILogger logger)
    {
        (_app, _engines, _callers, _log, _time, _logger) = (app, engines, callers, log, time, logger);
        _faults = options.Faults;
        _privileges = options.Privileges;
        _timeline = options.Timeline;
        Mailbox = new Mailbox.Mailbox(_timeline);
        _dynamo = new DynamoEngine(_gateway, engines.DynamoDb);
        _undo = new UndoLog(options.PersistDirectory is { } directory ? Path.Combine(directory, "undo") : null);
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>What tables changed to; there from <see cref="Serve"/> on.</summary>
    public TableStreams Streams { get; private set; } = null!;

    /// <summary>There from <see cref="Serve"/> on; they begin when functions can be invoked.</summary>
    public StateMachines StateMachines { get; private set; } = null!;

    /// <summary>Where mails and SMS arrive.</summary>
    public Mailbox.Mailbox Mailbox { get; }

    /// <summary>Takes back what a kill left half done, then binds; answers 503 until <see cref="Serve"/>.</summary>
    public static async Task<AwsFront> StartAsync(
        EngineEndpoints engines,
        CallerRegistry callers,
        CallLog log,
        FrontOptions options,
        TimeProvider time,
        ILoggerFactory logs,
        CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(options.Socket?.LocalEndPoint ?? new IPEndPoint(IPAddress.Loopback, 0));
        });
        if (options.Socket is { } socket)
        {
            builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = _ => socket);
        }

        builder.Services.AddSingleton(logs);
        var app = builder.Build();
        var front = new AwsFront(app, engines, callers, log, options, time, logs.CreateLogger<AwsFront>());
        await front._undo.RollBackAsync(new ItemWriter(front._dynamo), front._logger);
        app.Run(front.HandleAsync);
        await app.StartAsync(ct);
        front.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        return front;
    }

    /// <exception cref="StartupException">A policy uses what is not emulated.</exception>
    public void Serve(Cloud cloud)
    {
        var policies = new PolicyEvaluator(cloud);
        var tables = new TableCatalog(cloud);
        var images = new ItemImages(_dynamo);
        Streams = new TableStreams(cloud, _timeline, _time);
        var writer = new TransactWriter(tables, _itemLocks, images, new ItemWriter(_dynamo, _faults), _undo, new IdempotencyTokens(_time), Streams, _logger);
        StateMachines = new StateMachines(cloud, _timeline, _time, () => RandomNumberGenerator.GetInt32(1_000_000) / 1_000_000d, _logger);
        var queues = new SqsEngineClient(_engineHttp, _engines.Sqs);
        _notifier = new ObjectNotifier(cloud, policies, queues, _faults, _timeline, _time, _logger);
        _deliveries = new TopicDeliveries(Mailbox, queues, new ServicePermissions(cloud), _faults, _timeline, _time, _logger);
        var services = new Dictionary<string, IAwsService>(StringComparer.Ordinal)
        {
            ["dynamodb"] = new DynamoService(tables, _dynamo, _itemLocks, writer, new TransactReader(_dynamo, _itemLocks), new CapturedWrites(Streams, images)),
            ["ses"] = new SesService(cloud, Mailbox, _time),
            ["sns"] = new SnsService(cloud, _deliveries),
            ["sqs"] = new SqsService(new QueueCatalog(cloud), _gateway, _engines.Sqs, _timeline),
            ["states"] = new StatesService(StateMachines),
            ["s3"] = new S3Service(policies, _gateway, _engines.S3, _keyLocks, _notifier, _time),
        };
        _timeToLive = new TimeToLiveSweeper(tables, _dynamo, _itemLocks, Streams, _time, _logger).RunAsync(_stopping.Token);
        _pipeline = new FrontPipeline(services, new BucketCors(cloud), policies, _callers, _log, _privileges, _faults, _timeline, cloud.AccountId, _time, _logger);
    }

    /// <summary>Notifications of buckets that are still to come.</summary>
    public int LateNotifications => _notifier?.Late ?? 0;

    /// <summary>Messages of topics that are tried again.</summary>
    public int LateDeliveries => _deliveries?.Waiting ?? 0;

    /// <summary>Tells queues that they will be told, as S3 does when a bucket is made; they must exist by now.</summary>
    public Task AnnounceNotificationsAsync(CancellationToken ct) => _notifier?.SendTestEventsAsync(ct) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        using var limit = new CancellationTokenSource(StopLimit, _time);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
        await _timeToLive.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (_deliveries is not null)
        {
            await _deliveries.DisposeAsync();
        }

        _gateway.Dispose();
        _engineHttp.Dispose();
        _itemLocks.Dispose();
        _keyLocks.Dispose();
        _stopping.Dispose();
    }

    private Task HandleAsync(HttpContext http)
    {
        if (_pipeline is { } pipeline)
        {
            return pipeline.HandleAsync(http);
        }

        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }
}
