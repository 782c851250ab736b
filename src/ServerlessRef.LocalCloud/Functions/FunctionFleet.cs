using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Functions.RuntimeApi;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>Every function of the template, run as processes over the real Lambda Runtime API on this machine.</summary>
internal sealed class FunctionFleet : IFunctionInvoker, IAsyncDisposable
{
    private static readonly TimeSpan RecycleInterval = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, FunctionPool> _pools; // by unqualified ARN
    private readonly RuntimeApiHost _runtimeApi;
    private readonly OrphanGuard _orphans;
    private readonly FleetOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping;
    private readonly ITimer _recycling;
    private int _disposed;

    private FunctionFleet(Cloud cloud, FleetOptions options, CallerRegistry callers, RuntimeApiHost runtimeApi, TimeProvider time, ILoggerFactory loggers)
    {
        _runtimeApi = runtimeApi;
        _orphans = OrphanGuard.Start();
        _options = options;
        _time = time;
        _stopping = new CancellationTokenSource();
        var logger = loggers.CreateLogger<FunctionFleet>();
        _pools = cloud.Functions.ToDictionary(
            function => function.Arn,
            function => new FunctionPool(
                function,
                new EnvironmentServices(cloud.Region, options, runtimeApi, callers, _orphans, new FunctionLog(function.DisplayName, time, logger), time),
                _stopping.Token),
            StringComparer.Ordinal);
        _recycling = time.CreateTimer(_ => _ = EndIdleAsync(), null, RecycleInterval, RecycleInterval);
    }

    /// <summary>Starts the Runtime API. Environments start with the first invocation, or with <see cref="WarmAsync(CancellationToken)"/>.</summary>
    /// <exception cref="StartupException">A function cannot run here: every reason at once.</exception>
    public static async Task<FunctionFleet> StartAsync(
        Cloud cloud,
        FleetOptions options,
        CallerRegistry callers,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        FleetProblems.ThrowIfAny(cloud, options);
        return new FunctionFleet(cloud, options, callers, await RuntimeApiHost.StartAsync(options.Faults, cancellationToken), time, loggers);
    }

    /// <inheritdoc/>
    /// <remarks>Cancelling stops the waiting only: the function runs to its end, as it does on Lambda when a client goes away.</remarks>
    /// <exception cref="AwsError">404 ResourceNotFoundException: no such function. 413 RequestTooLargeException: more than 6 MB.</exception>
    public Task<InvokeResult> InvokeAsync(string functionArn, ReadOnlyMemory<byte> payload, InvokeCaller caller, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (!_pools.TryGetValue(FunctionArns.Unqualified(functionArn), out var pool))
        {
            throw new AwsError("ResourceNotFoundException", 404, $"Function not found: {functionArn}");
        }

        var requestId = InvocationIds.RequestId();
        if (!InvokePermissions.Allow(pool.Function, caller))
        {
            return Task.FromResult(new InvokeResult(InvokeOutcome.AccessDenied, LambdaErrors.AccessDenied(functionArn, caller.ServicePrincipal), requestId));
        }

        if (payload.Length > LambdaErrors.MaxEventBytes)
        {
            throw new AwsError("RequestTooLargeException", 413, $"{payload.Length} byte payload is too large for the RequestResponse invocation type (limit {LambdaErrors.MaxEventBytes} bytes)");
        }

        if (!pool.TryEnter())
        {
            var throttled = new InvokeResult(InvokeOutcome.Throttled, LambdaErrors.Throttled(), requestId);
            pool.Counters.Count(throttled);
            return Task.FromResult(throttled);
        }

        return RunAsync(pool, functionArn, requestId, payload).WaitAsync(cancellationToken);
    }

    public IReadOnlyList<FunctionSnapshot> Snapshots() => [.. _pools.Values.Select(pool => pool.Snapshot())];

    /// <summary>The newest <paramref name="count"/> lines of a function, oldest first; at most <see cref="FunctionLog.Capacity"/> are kept.</summary>
    public IReadOnlyList<LogLine> Logs(string displayName, int count) => Find(displayName).Log.Latest(count);

    /// <summary>New invocations use new environments from <paramref name="directory"/>; busy ones finish what they do, idle ones end.</summary>
    public async Task ReplaceCodeAsync(string displayName, string directory, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Bootstrap.Missing(Find(displayName).Function, directory) is { } missing)
        {
            throw new StartupException([$"{displayName} keeps its code: {directory} holds no {missing}. Build the function into that folder first."]);
        }

        await Find(displayName).ReplaceCodeAsync(directory);
    }

    /// <summary>Gets one environment of a function through INIT.</summary>
    public Task WarmAsync(string displayName, CancellationToken cancellationToken) => Find(displayName).WarmAsync(cancellationToken);

    /// <summary>Gets one environment of every function through INIT, so that the first invocation finds it ready. A failing INIT shows with that invocation.</summary>
    public Task WarmAsync(CancellationToken cancellationToken)
        => Task.WhenAll(_pools.Values.Select(pool => pool.WarmAsync(cancellationToken)));

    /// <summary>Ends every environment; invocations that still run are cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _recycling.DisposeAsync();
        await _stopping.CancelAsync();
        await Task.WhenAll(_pools.Values.Select(pool => pool.DisposeAsync().AsTask()));
        await _runtimeApi.DisposeAsync();
        await _orphans.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task<InvokeResult> RunAsync(FunctionPool pool, string functionArn, string requestId, ReadOnlyMemory<byte> payload)
    {
        var (timeline, began) = (_options.Timeline, _time.GetUtcNow());

        // A batch of several flows gets a trace of its own, as Lambda gives it one and links the others.
        using var flow = timeline.Enter(timeline.Current is { Count: > 0 } current ? current : [timeline.Begin()]);
        var root = timeline.Current is [var only] ? only.TraceId : InvocationIds.TraceRoot(began);
        var result = await pool.RunAsync(new Invocation(requestId, functionArn, InvocationIds.TraceId(root, pool.Function.Tracing), payload));
        timeline.Add("function", pool.Function.DisplayName, result.Outcome.ToString(), began, result.Outcome != InvokeOutcome.Success, requestId);
        return result;
    }

    private async Task EndIdleAsync()
    {
        var instant = _time.GetUtcNow() - _options.IdleTimeout;
        foreach (var pool in _pools.Values)
        {
            await pool.EndIdleSinceAsync(instant);
        }
    }

    private FunctionPool Find(string displayName)
        => _pools.Values.FirstOrDefault(pool => string.Equals(pool.Function.DisplayName, displayName, StringComparison.OrdinalIgnoreCase))
            ?? throw new AwsError("ResourceNotFoundException", 404, $"No function is called {displayName}; there are {string.Join(", ", _pools.Values.Select(pool => pool.Function.DisplayName))}.");
}
