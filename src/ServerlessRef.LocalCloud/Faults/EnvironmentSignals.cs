using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.Faults;

/// <summary>Signals to the processes of a fleet.</summary>
internal sealed class EnvironmentSignals : IEnvironmentSignals
{
    private volatile FunctionFleet? _fleet;

    /// <summary>The front that injects faults is there before the fleet is.</summary>
    public void Bind(FunctionFleet fleet) => _fleet = fleet;

    public string? FunctionOf(string environmentId) => Find(environmentId)?.Function;

    public async Task KillAsync(string environmentId)
    {
        if (Find(environmentId) is not { } found)
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(found.ProcessId);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ended by itself in between.
        }
    }

    public Task PauseAsync(string environmentId) => SendAsync(environmentId, "-STOP");

    public Task ResumeAsync(string environmentId) => SendAsync(environmentId, "-CONT");

    private async Task SendAsync(string environmentId, string signal)
    {
        if (Find(environmentId) is not { } found)
        {
            return;
        }

        using var kill = Process.Start("kill", [signal, found.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private (string Function, int ProcessId)? Find(string environmentId)
    {
        foreach (var function in _fleet?.Snapshots() ?? [])
        {
            if (function.Environments.FirstOrDefault(environment => environment.Id == environmentId) is { ProcessId: > 0 } found)
            {
                return (function.DisplayName, found.ProcessId);
            }
        }

        return null;
    }
}
