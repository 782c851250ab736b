using System.Diagnostics;

namespace ServerlessRef.Shared;

/// <summary>A DynamoDB of its own for a test class: dynalite in a Node process on a free loopback port, in memory. It knows no transactions.</summary>
public sealed class DynaliteProcess : IAsyncDisposable
{
    private readonly Process _process;

    private DynaliteProcess(Process process, Uri endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts one and returns once it listens.</summary>
    public static async Task<DynaliteProcess> StartAsync()
    {
        var modules = FindModules();
        var script =
            "const server = require(process.argv[1])({ createTableMs: 0 });"
            + "server.listen(0, '127.0.0.1', () => console.log(server.address().port));"
            // Standard input ends with the test process, however that ends.
            + "process.stdin.resume(); process.stdin.on('end', () => process.exit(0));";
        var process = Process.Start(new ProcessStartInfo(EngineNode.Path, ["-e", script, Path.Combine(modules, "dynalite")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var port = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("dynalite ended before it listened; run 'npm ci' in the repository.");
        return new DynaliteProcess(process, new Uri($"http://127.0.0.1:{port}"));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string FindModules()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var modules = Path.Combine(folder.FullName, "node_modules");

            if (Directory.Exists(Path.Combine(modules, "dynalite")))
            {
                return modules;
            }
        }

        throw new DirectoryNotFoundException("No node_modules/dynalite above the tests; run 'npm ci' in the repository.");
    }
}
