using System.Collections.Concurrent;

namespace ServerlessRef.LocalCloud;

/// <summary>Work that goes on after its caller was answered: counted while it runs, cancelled and waited for when everything stops.</summary>
internal sealed class RunningTasks : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    public RunningTasks() => Stopping = _stopping.Token;

    public int Count => _running.Count;

    /// <summary>Ends the work; cancelled from the end on.</summary>
    public CancellationToken Stopping { get; }

    /// <param name="lost">Told of a refusal of an emulated service or an engine that could not be reached; every other failure comes out when everything stops.</param>
    public void Keep(Task work, Action<Exception> lost)
    {
        var kept = WatchAsync(work, lost);
        _running[kept] = true;
        _ = kept.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Keys);
        _stopping.Dispose();
    }

    private static async Task WatchAsync(Task work, Action<Exception> lost)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // Everything stops.
        }
        catch (Exception failure) when (failure is AwsError or HttpRequestException)
        {
            lost(failure);
        }
    }
}
