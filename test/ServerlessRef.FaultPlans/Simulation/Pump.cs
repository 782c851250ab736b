using System.Collections.Concurrent;

namespace ServerlessRef.FaultPlans.Simulation;

/// <summary>
/// One thread on which everything of a simulation runs, so that a seed leads to one course of events. Only calls to the table engine
/// leave it, and the simulation waits for them: between two steps nothing is under way.
/// </summary>
internal sealed class Pump : SynchronizationContext, IDisposable
{
    private static readonly TimeSpan EngineLimit = TimeSpan.FromSeconds(60);

    private readonly BlockingCollection<(SendOrPostCallback Run, object? State)> _work = [];
    private int _underWay; // only touched on the pump's thread

    public override void Post(SendOrPostCallback d, object? state) => _work.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here blocks on this thread.");

    /// <summary>Runs a simulation to its end on a thread of its own.</summary>
    public static Task<T> RunAsync<T>(Func<Pump, Func<bool>, Task<T>> begin, Func<bool> step) => Task.Factory.StartNew(
        () =>
        {
            using var pump = new Pump();
            SetSynchronizationContext(pump);
            var simulation = begin(pump, step);
            pump.Drain();
            while (!simulation.IsCompleted)
            {
                if (!step())
                {
                    throw new InvalidOperationException("The simulation waits for something that never comes.");
                }

                pump.Drain();
            }

            return simulation.GetAwaiter().GetResult();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>A call that leaves the pump.</summary>
    public async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        _underWay++;
        try
        {
            return await call();
        }
        finally
        {
            _underWay--;
        }
    }

    public void Dispose() => _work.Dispose();

    private void Drain()
    {
        while (true)
        {
            if (_work.TryTake(out var next))
            {
                next.Run(next.State);
            }
            else if (_underWay == 0)
            {
                return;
            }
            else if (_work.TryTake(out next, EngineLimit))
            {
                next.Run(next.State);
            }
            else
            {
                throw new TimeoutException($"The table engine did not answer within {EngineLimit.TotalSeconds} s.");
            }
        }
    }
}
