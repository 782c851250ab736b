using System.Net;
using System.Net.Sockets;
using ServerlessRef.Shared;

namespace ServerlessRef.EndToEnd;

/// <summary>What cannot start says what to do, and leaves nothing behind.</summary>
public sealed class StartTests
{
    [Fact(Timeout = 300_000)]
    public async Task ATakenPort_IsNamed_WithTheWayOut()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, output) = await LocalCloudProcess.RefuseAsync(new LocalCloudSettings(Port: port));

        Assert.NotEqual(0, code);
        Assert.Contains($"{port}", output, StringComparison.Ordinal);
        Assert.Contains("--port", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task ADamagedAssembly_IsNamed_WithTheCommandThatMendsIt()
    {
        using var assembly = AssemblyCopy.Create();
        await File.WriteAllTextAsync(Path.Combine(assembly.Folder, "manifest.json"), "{\"version\":");

        var (code, output) = await LocalCloudProcess.RefuseAsync(new LocalCloudSettings(assembly.Folder));

        Assert.NotEqual(0, code);
        Assert.Contains("manifest.json", output, StringComparison.Ordinal);
        Assert.Contains("dotnet dev.cs synth", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task AMissingNode_IsNamed_WithTheCommandThatBringsOne()
    {
        var (code, output) = await LocalCloudProcess.RefuseAsync(new LocalCloudSettings(Node: "/nowhere/node"));

        Assert.NotEqual(0, code);
        Assert.Contains("/nowhere/node", output, StringComparison.Ordinal);
        Assert.Contains("npm ci", output, StringComparison.Ordinal);
    }

    [LinuxFact(Timeout = 300_000)]
    public async Task EndingIt_EndsEveryProcessItStarted()
    {
        await using var cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings());
        var children = ProcessTree.Descendants(cloud.ProcessId);
        Assert.NotEmpty(children);

        await cloud.StopAsync();

        Assert.Empty(await ProcessTree.StillAliveAsync(children));
    }

    [LinuxFact(Timeout = 300_000)]
    public async Task KillingIt_EndsEveryProcessItStarted()
    {
        await using var cloud = await LocalCloudProcess.StartAsync(new LocalCloudSettings());
        var children = ProcessTree.Descendants(cloud.ProcessId);
        Assert.NotEmpty(children);

        await cloud.KillAsync();

        Assert.Empty(await ProcessTree.StillAliveAsync(children));
    }
}
