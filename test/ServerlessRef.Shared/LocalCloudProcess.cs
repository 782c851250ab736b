using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ServerlessRef.Shared;

/// <summary>The local cloud as a process of its own, on a free port; disposing ends it and what it started.</summary>
public sealed class LocalCloudProcess : IAsyncDisposable
{
    private const string Announcement = "ServerlessRef is running at ";
    private const int KeptLines = 400;

    /// <summary>How long it may take to end by itself before it is killed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalCloudProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => _running.TrySetException(new InvalidOperationException(
            $"The local cloud ended with exit code {_process.ExitCode} before it was running.{Environment.NewLine}{Logs}"));
    }

    /// <summary>Where it answers, without a slash at the end.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The last lines it wrote to stdout and stderr.</summary>
    public string Logs => string.Join(Environment.NewLine, _lines);

    /// <summary>Starts it over a synthesized cloud assembly and waits until it answers.</summary>
    /// <param name="cdkOut">Folder of the assembly; null: the environment variable SERVERLESSREF_CDK_OUT, else artifacts/local/cdk.out.</param>
    /// <param name="arguments">Further options of the local cloud.</param>
    public static async Task<LocalCloudProcess> StartAsync(CancellationToken cancellationToken, string? cdkOut = null, params string[] arguments)
    {
        var cloud = new LocalCloudProcess(StartInfo(cdkOut, arguments));
        cloud._process.Start();
        cloud._process.BeginOutputReadLine();
        cloud._process.BeginErrorReadLine();
        try
        {
            cloud.Address = await cloud._running.Task.WaitAsync(cancellationToken);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await AskToEndAsync();
        }

        using var grace = new CancellationTokenSource(Grace);
        try
        {
            await _process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string? cdkOut, string[] arguments)
    {
        var assembly = Built("dotnet dev.cs synth", Path.Combine(Repository.Root, "artifacts", "jit", "bin", "ServerlessRef.LocalCloud", Repository.Configuration, "ServerlessRef.LocalCloud.dll"));
        var manifest = Built("dotnet dev.cs synth", Path.Combine(cdkOut ?? Environment.GetEnvironmentVariable("SERVERLESSREF_CDK_OUT") ?? Path.Combine(Repository.Root, "artifacts", "local", "cdk.out"), "manifest.json"));
        var modules = Path.Combine(Repository.Root, "node_modules");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all =
        [
            "exec", assembly,
            "--cdk-out", Path.GetDirectoryName(manifest)!,
            "--port", "0",
            "--node", Node(modules),
            "--modules", modules,
            .. arguments,
        ];
        Array.ForEach(all, start.ArgumentList.Add);
        return start;
    }

    /// <summary>SERVERLESSREF_NODE, else the one npm brought, else the system's.</summary>
    private static string Node(string modules)
    {
        if (Environment.GetEnvironmentVariable("SERVERLESSREF_NODE") is { Length: > 0 } chosen)
        {
            return chosen;
        }

        var own = Path.Combine(modules, "node", "bin", OperatingSystem.IsWindows() ? "node.exe" : "node");
        return File.Exists(own) ? own : "node";
    }

    private static string Built(string command, string path) => File.Exists(path)
        ? path
        : throw new FileNotFoundException($"{path} is missing. Run `{command}` first; it builds and synthesizes what the tests start.", path);

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (_lines.Count > KeptLines)
        {
            _lines.TryDequeue(out _);
        }

        if (line.StartsWith(Announcement, StringComparison.Ordinal))
        {
            _running.TrySetResult(new Uri(line[Announcement.Length..].Trim()));
        }
    }

    /// <summary>SIGTERM, to this process id alone; Windows has no such request.</summary>
    private async Task AskToEndAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
            return;
        }

        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
