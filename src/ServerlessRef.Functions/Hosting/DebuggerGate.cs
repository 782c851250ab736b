using System.Diagnostics;

namespace ServerlessRef.Functions.Hosting;

/// <summary>Holds INIT until a debugger is attached, where the local cloud was started with <c>--debug</c> for this function.</summary>
public sealed class DebuggerGate(Func<string, string?> read, Func<bool> isAttached, TimeProvider time)
{
    /// <summary>Set to <c>1</c> by the local cloud, and by nothing on AWS.</summary>
    public const string Variable = "SERVERLESSREF_WAIT_FOR_DEBUGGER";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>For this process.</summary>
    public static DebuggerGate OfThisProcess { get; } = new(Environment.GetEnvironmentVariable, () => Debugger.IsAttached, TimeProvider.System);

    public async Task WaitAsync(CancellationToken cancellation)
    {
        if (read(Variable) != "1")
        {
            return;
        }

        // The debugger gives no signal to wait on; it can only be asked for.
        while (!isAttached())
        {
            await Task.Delay(Interval, time, cancellation).ConfigureAwait(false);
        }
    }
}
