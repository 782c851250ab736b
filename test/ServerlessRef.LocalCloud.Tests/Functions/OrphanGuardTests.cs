using System.Diagnostics;
using System.Globalization;
using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.Tests.Functions;

public sealed class OrphanGuardTests
{
    [UnixFact(Timeout = 120_000)]
    public async Task KilledHost_TakesIdleAndHangingFunctionsWithIt()
    {
        using var host = StartHost();
        using var first = Process.GetProcessById(await ReadProcessIdAsync(host));
        using var second = Process.GetProcessById(await ReadProcessIdAsync(host));

        host.Kill();

        await first.WaitForExitAsync();
        await second.WaitForExitAsync();
        Assert.True(first.HasExited && second.HasExited);
    }

    [UnixFact(Timeout = 60_000)]
    public async Task Guard_KillsWhatItStillKnowsWhenItsPipeCloses()
    {
        using var kept = Process.Start("/bin/sleep", "600");
        using var removed = Process.Start("/bin/sleep", "600");
        var guard = OrphanGuard.Start();
        guard.Add(kept.Id);
        guard.Add(removed.Id);
        guard.Remove(removed.Id);

        await guard.DisposeAsync();

        await kept.WaitForExitAsync();
        var survived = !removed.HasExited;
        removed.Kill();
        Assert.True(survived);
    }

    private static Process StartHost()
    {
        var start = new ProcessStartInfo(Path.Combine(TestFunctions.DotnetRoot, "dotnet"))
        {
            ArgumentList = { "exec", typeof(OrphanGuardTests).Assembly.Location, "fleet-host", TestFunctions.CodeDirectory },
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    private static async Task<int> ReadProcessIdAsync(Process host)
        => int.Parse((await host.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
}
