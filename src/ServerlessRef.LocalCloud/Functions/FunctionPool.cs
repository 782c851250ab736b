using System.ComponentModel;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>
/// The environments of one function. An invocation takes a free one, the most recently used first, or starts another; above
/// <see cref="FleetOptions.MaxEnvironmentsPerFunction"/> it waits, above the reserved concurrency it is throttled.
/// </summary>
internal sealed class FunctionPool : IAsyncDisposable
{
    /// <summary>What an account may run at once when a function reserves nothing (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).</summary>
    private const int AccountConcurrency = 1_000;

    private readonly EnvironmentServices _services;
    private readonly CancellationToken _stopping;
    private readonly bool _debug;
    private readonly int _maxEnvironments;
    private readonly SemaphoreSlim _slots;
    private readonly int _concurrency;
    private readonly Lock _lock = new();
    private readonly Stack<FunctionEnvironment> _idle = new(); // guarded by _lock
    private readonly HashSet<FunctionEnvironment> _all = []; // guarded by _lock
    private string _codeDirectory; // guarded by _lock
    private int _codeVersion; // guarded by _lock
    private int _inFlight;

    public FunctionPool(Function function, EnvironmentServices services, CancellationToken stopping)
    {
        Function = function;
        _services = services;
        _stopping = stopping;
        _debug = services.Options.DebugFunctions.Contains(function.DisplayName, StringComparer.OrdinalIgnoreCase);
        _maxEnvironments = _debug ? 1 : services.Options.MaxEnvironmentsPerFunction;
        _slots = new SemaphoreSlim(_maxEnvironments);
        _concurrency = function.ReservedConcurrency ?? AccountConcurrency;
        _codeDirectory = function.CodeDirectory;
    }

    public Function Function { get; }

    public FunctionCounters Counters { get; } = new();

    public FunctionLog Log => _services.Log;

    private TimeSpan InvocationTimeout => _debug ? Timeout.InfiniteTimeSpan : Function.Timeout;

    /// <summary>Takes part in the concurrency limit from now on; false: throttled.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _inFlight) <= _concurrency)
        {
            return true;
        }

        Interlocked.Decrement(ref _inFlight);
        return false;
    }

    /// <summary>Runs one invocation that has entered. When it returns, its environment is free for the next one, or has ended.</summary>
    /// <exception cref="OperationCanceledException">Everything stops.</exception>
    public async Task<InvokeResult> RunAsync(Invocation invocation)
    {
        try
        {
            await _slots.WaitAsync(_stopping);
            try
            {
                while (true)
                {
                    if (await TryRunAsync(invocation) is { } result)
                    {
                        Counters.Count(result);
                        return result;
                    }
                }
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    /// <summary>Starts one environment ahead of the first invocation; not under a debugger, where INIT waits for a person.</summary>
    public async Task WarmAsync(CancellationToken cancellationToken)
    {
        if (_debug)
        {
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping);
        await _slots.WaitAsync(either.Token);
        FunctionEnvironment? environment = null;
        try
        {
            environment = TakeIdle() ?? Start();
            if (await InitializeAsync(environment, _services.Options.InitTimeout, either.Token) == InitOutcome.Ready && TryGiveBack(environment))
            {
                environment = null;
            }
        }
        catch (Win32Exception)
        {
            // The first invocation will say it.
        }
        finally
        {
            await DiscardAsync(environment);
            _slots.Release();
        }
    }

    public async Task ReplaceCodeAsync(string directory)
    {
        FunctionEnvironment[] idle;
        lock (_lock)
        {
            _codeDirectory = directory;
            _codeVersion++;
            idle = [.. _idle];
            _idle.Clear();
        }

        foreach (var environment in idle)
        {
            await DiscardAsync(environment);
        }
    }

    /// <summary>Ends environments that nobody used since <paramref name="instant"/>.</summary>
    public async Task EndIdleSinceAsync(DateTimeOffset instant)
    {
        List<FunctionEnvironment> unused = [];
        lock (_lock)
        {
            var used = _idle.Reverse().ToArray();
            _idle.Clear();
            foreach (var environment in used)
            {
                if (environment.IdleSince < instant || environment.HasExited)
                {
                    unused.Add(environment);
                }
                else
                {
                    _idle.Push(environment);
                }
            }
        }

        foreach (var environment in unused)
        {
            await DiscardAsync(environment);
        }
    }

    public FunctionSnapshot Snapshot()
    {
        lock (_lock)
        {
            var environments = _all
                .OrderBy(environment => environment.StartedAt)
                .Select(environment => new EnvironmentSnapshot(environment.Id, environment.State, environment.ProcessId, environment.Invocations, environment.StartedAt));
            return new FunctionSnapshot(
                Function.DisplayName,
                Function.Name,
                _codeDirectory,
                [.. environments],
                Counters.Invocations,
                Counters.Errors,
                Counters.Timeouts,
                Counters.Throttles,
                Counters.LastError);
        }
    }

    /// <summary>Ends every environment, busy ones too.</summary>
    public async ValueTask DisposeAsync()
    {
        FunctionEnvironment[] all;
        lock (_lock)
        {
            all = [.. _all];
            _idle.Clear();
        }

        await Task.WhenAll(all.Select(DiscardAsync));

        // A run that was just starting an environment ends it before it gives its slot back.
        for (var slot = 0; slot < _maxEnvironments; slot++)
        {
            await _slots.WaitAsync(CancellationToken.None);
        }

        _slots.Dispose();
    }

    /// <returns>Null: an unused environment had died before it got the event; another one has to take it.</returns>
    private async Task<InvokeResult?> TryRunAsync(Invocation invocation)
    {
        FunctionEnvironment? environment = null;
        try
        {
            var isReused = (environment = TakeIdle()) is not null;
            environment ??= Start();
            var run = new InvocationRun(_services, invocation, InvocationTimeout);
            if (!isReused && await InitializeAsync(environment, _debug ? Timeout.InfiniteTimeSpan : _services.Options.InitTimeout, _stopping) != InitOutcome.Ready)
            {
                // INIT failed or took too long: once more, now as part of the invocation.
                await DiscardAsync(environment);
                environment = Start();
                run.Begin();
                var second = await InitializeAsync(environment, run.Remaining, _stopping);
                if (second != InitOutcome.Ready)
                {
                    return run.InitFailed(environment, second);
                }
            }

            environment.State = EnvironmentState.Busy;
            environment.Invocations++;
            _services.Options.Timeline.Occupy(environment.Id);
            var (result, isFree) = await run.InvokeAsync(environment, _stopping);
            _services.Options.Timeline.Leave(environment.Id);
            if (isFree && TryGiveBack(environment))
            {
                environment = null;
            }

            return result;
        }
        catch (Win32Exception failure)
        {
            return new InvokeResult(InvokeOutcome.FunctionError, LambdaErrors.NotStarted(invocation.RequestId, failure.Message), invocation.RequestId);
        }
        finally
        {
            await DiscardAsync(environment);
        }
    }

    private static async Task<InitOutcome> InitializeAsync(FunctionEnvironment environment, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAny(environment.Session.Ready, environment.Session.InitError, environment.Exited).WaitAsync(limit, environment.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            environment.Log("platform", "INIT_REPORT Status: timeout");
            return InitOutcome.TimedOut;
        }

        if (environment.Session.Ready.IsCompleted)
        {
            return InitOutcome.Ready;
        }

        var reported = environment.Session.InitError.IsCompleted;
        environment.Log("platform", $"INIT_REPORT Status: error {(reported ? "reported by the runtime" : "Runtime.ExitError")}");
        return reported ? InitOutcome.Reported : InitOutcome.Exited;
    }

    private FunctionEnvironment? TakeIdle()
    {
        lock (_lock)
        {
            while (_idle.TryPop(out var environment))
            {
                if (!environment.HasExited)
                {
                    return environment;
                }

                _all.Remove(environment);
                _ = environment.DisposeAsync().AsTask();
            }

            return null;
        }
    }

    private FunctionEnvironment Start()
    {
        string directory;
        int version;
        lock (_lock)
        {
            (directory, version) = (_codeDirectory, _codeVersion);
        }

        var environment = FunctionEnvironment.Start(Function, directory, version, _debug, _services);
        lock (_lock)
        {
            _all.Add(environment);
        }

        return environment;
    }

    /// <summary>False: it runs code that was replaced, or everything is stopping.</summary>
    private bool TryGiveBack(FunctionEnvironment environment)
    {
        lock (_lock)
        {
            if (environment.CodeVersion == _codeVersion && !_stopping.IsCancellationRequested)
            {
                environment.State = EnvironmentState.Idle;
                environment.IdleSince = _services.Time.GetUtcNow();
                _idle.Push(environment);
                return true;
            }

            return false;
        }
    }

    private async Task DiscardAsync(FunctionEnvironment? environment)
    {
        if (environment is null)
        {
            return;
        }

        await environment.DisposeAsync();
        lock (_lock)
        {
            _all.Remove(environment);
        }
    }
}
