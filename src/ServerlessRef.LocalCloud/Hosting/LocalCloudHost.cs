using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Bus;
using ServerlessRef.LocalCloud.DevConsole;
using ServerlessRef.LocalCloud.Edge;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.EventSources;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Identity;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Observation;
using ServerlessRef.LocalCloud.Options;
using ServerlessRef.LocalCloud.Provisioning;
using ServerlessRef.LocalCloud.Template;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Hosting;

/// <summary>One cloud assembly, running: what depends on what, in the order it starts; it ends in the opposite one.</summary>
internal sealed class LocalCloudHost : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly LocalCloudOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;

    private LocalCloudHost(LocalCloudOptions options, TimeProvider time, ILoggerFactory loggers) =>
        (_options, _time, _loggers) = (options, time, loggers);

    public Uri Address { get; private set; } = null!;

    /// <summary>Ends when a part without which nothing works has ended by itself.</summary>
    public Task Failure { get; private set; } = Task.CompletedTask;

    /// <exception cref="StartupException">Every reason why it cannot run.</exception>
    public static async Task<LocalCloudHost> StartAsync(LocalCloudOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var host = new LocalCloudHost(options, time, loggers);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var socket = LoopbackSocket.Bind(_options.Port);
        Address = socket.Address;
        var signals = new EnvironmentSignals();
        var faults = _options.Faults is { } plan ? new FaultInjector(FaultPlanReader.ReadFile(plan), signals, _time) : null;
        var callers = new CallerRegistry();
        var calls = new CallLog(_time);
        var timeline = new Timeline(_time);
        var privileges = _options.RecordCalls is { } folder ? Keep(PrivilegeLog.Create(folder, _options.CdkOut)) : null;

        // Reading the templates takes nearly as long as the engines take to start.
        var frontSocket = LoopbackSocket.Bind(0);
        var loading = Task.Run(() => Load(frontSocket.Address), cancellationToken);
        var engines = await StartEnginesAsync(cancellationToken);
        var front = Keep(await AwsFront.StartAsync(engines, callers, calls, new FrontOptions { PersistDirectory = _options.Persist, Faults = faults, Privileges = privileges, Timeline = timeline, Socket = frontSocket.Socket }, _time, _loggers, cancellationToken));
        var cloud = DebugTimeouts.Suspend(await loading, _options.Debug);
        front.Serve(cloud);
        await Provisioner.ProvisionAsync(cloud, engines, cancellationToken);
        await front.AnnounceNotificationsAsync(cancellationToken);

        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var sqs = new SqsEngineClient(http, engines.Sqs);
        var permissions = new RolePermissions(cloud, privileges);
        var fleet = Keep(await StartFunctionsAsync(cloud, front.Address, callers, faults, timeline, cancellationToken));
        signals.Bind(fleet);
        var sources = Keep(new SqsEventSources(cloud, sqs, fleet, permissions.Allow, faults, timeline, _time, _loggers));
        var invocations = Keep(new AsyncInvoker(cloud, fleet, sqs, permissions.Allow, faults, _time, _loggers.CreateLogger<AsyncInvoker>()));
        var stateMachines = Keep(front.StateMachines);
        stateMachines.Begin(fleet, permissions.Allow);
        var buses = Keep(new EventBuses(cloud, invocations, stateMachines, sqs, permissions.Allow, new ServicePermissions(cloud), faults, timeline, _time, _loggers.CreateLogger<EventBuses>()));
        var pipes = Keep(new Pipes.Pipes(cloud, front.Streams, fleet, buses, sqs, permissions.Allow, faults, timeline, _time, _loggers.CreateLogger<Pipes.Pipes>()));
        var schedules = Keep(new Schedules.Schedules(cloud, fleet, sqs, permissions.Allow, timeline, _time, _loggers));
        var identity = new LocalIdentity(cloud.UserPools, _time, _options.Persist);
        var edge = new EdgeServer(cloud, fleet, new SiteObjects(new S3ObjectOrigin(new S3EngineClient(http, engines.S3))), identity, timeline, _time, _loggers);
        var deadLetters = new DeadLetters(cloud, sqs, buses, invocations, pipes);
        var console = ConsoleBinding.Create(cloud, new DynamoEngineClient(http, engines.DynamoDb), sqs, new S3EngineClient(http, engines.S3), fleet, schedules, stateMachines, calls, front.Mailbox, timeline, identity, faults) with
        {
            Redrive = deadLetters.RedriveAsync,
            UnderWay = () => [new("stream", pipes.Behind), new("rule", buses.Waiting), new("invocation", invocations.Waiting), new("notification", front.LateNotifications), new("subscription", front.LateDeliveries)],
        };

        await ServeAsync(socket, edge, console, identity, cancellationToken);
        await fleet.WarmAsync(cancellationToken);
        await sources.StartAsync(cancellationToken);
        await schedules.StartAsync(cancellationToken);
        pipes.Start();
        await Readiness.WaitAsync(Address, _options.Debug.Count == 0 ? ["", "v1/health"] : [""], _time, cancellationToken);
    }

    private async Task<EngineEndpoints> StartEnginesAsync(CancellationToken cancellationToken)
    {
        var options = new NodeEngineOptions { NodePath = _options.Node, ModulesDirectory = _options.Modules, PersistDirectory = _options.Persist };
        var engines = Keep(await NodeEngines.StartAsync(options, _time, _loggers, cancellationToken));
        Failure = engines.Failure;
        return engines.Endpoints;
    }

    private Cloud Load(Uri front) =>
        CloudLoader.Load(new LoadOptions
        {
            CdkOutDirectory = _options.CdkOut,
            AwsFrontAddress = front,
            SiteAddress = Address,
            Secrets = new SecretStore(_options.Persist),
        });

    private Task<FunctionFleet> StartFunctionsAsync(Cloud cloud, Uri front, CallerRegistry callers, FaultInjector? faults, Timeline timeline, CancellationToken cancellationToken) =>
        FunctionFleet.StartAsync(
            cloud,
            new FleetOptions
            {
                AwsFrontAddress = front,
                DebugFunctions = _options.Debug,
                MaxEnvironmentsPerFunction = _options.Environments,
                Faults = faults,
                Timeline = timeline,
                NodePath = _options.Node,
                DotnetRoot = Path.GetDirectoryName(Environment.ProcessPath),
            },
            callers,
            _time,
            _loggers,
            cancellationToken);

    private async Task ServeAsync(LoopbackSocket socket, EdgeServer edge, ConsoleServices console, LocalIdentity identity, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            EdgeServer.Configure(kestrel);
            kestrel.Listen(socket.Socket.LocalEndPoint!);
        });
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = _ => socket.Socket);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(_loggers);
        var app = Keep(builder.Build());

        app.UseRouting();
        RegionalEndpoint.Map(app, edge.Gateway, identity);
        LocalConsole.Map(app, console);
        app.MapFallback("{**path}", edge.HandleAsync);
        await app.StartAsync(cancellationToken);
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}
