using System.Diagnostics;
using System.Globalization;

namespace ServerlessRef.Api.Tests.Engine;

/// <summary>A table engine in a process of its own: dynalite, in memory, on a free port of 127.0.0.1. It ends with its standard input, so also when a test run is killed.</summary>
public sealed class Dynalite : IAsyncLifetime
{
    private const string Script =
        "const s=require('dynalite')({createTableMs:0});"
        + "s.listen(0,'127.0.0.1',()=>console.log(s.address().port));"
        + "process.stdin.resume();process.stdin.on('end',()=>process.exit(0));";

    private Process? _process;

    public string Url { get; private set; } = string.Empty;

    public async Task InitializeAsync()
    {
        _process = Process.Start(new ProcessStartInfo("node", ["-e", Script])
        {
            WorkingDirectory = RepositoryRoot(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("node did not start.");
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("dynalite did not start; run `npm ci` first.");
        Url = $"http://127.0.0.1:{int.Parse(line, CultureInfo.InvariantCulture)}";
    }

    public async Task DisposeAsync()
    {
        _process!.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ServerlessRef.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("These tests run inside the repository.");
    }
}
