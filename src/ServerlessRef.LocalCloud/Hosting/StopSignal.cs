using System.Runtime.InteropServices;

namespace ServerlessRef.LocalCloud.Hosting;

/// <summary>Asked to end: Ctrl+C, SIGTERM or, where wanted, the end of standard input (whoever started it has gone).</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignal(bool withStandardInput)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        if (withStandardInput)
        {
            _ = WatchStandardInputAsync();
        }
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _stop.Cancel();
    }

    private async Task WatchStandardInputAsync()
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (await input.ReadAsync(buffer) > 0)
        {
            // Only its end means anything.
        }

        await _stop.CancelAsync();
    }
}
