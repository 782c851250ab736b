using System.Collections.Concurrent;
using System.Diagnostics;

namespace ServerlessRef.Shared;

/// <param name="CdkOut">Cloud assembly to run; null: the one under test.</param>
/// <param name="Persist">Folder that keeps data over restarts; null: data ends with the process.</param>
/// <param name="Node">Node.js to use; null: the one pinned in package.json.</param>
/// <param name="Port">0: any free one.</param>
/// <param name="Faults">File with a fault plan; null: nothing goes wrong on purpose.</param>
/// <param name="Recorded">False: what it does against its roles is the point of a test, and says nothing about the templates.</param>
public sealed record LocalCloudSettings(string? CdkOut = null, string? Persist = null, string? Node = null, int Port = 0, string? Faults = null, bool Recorded = true);

/// <summary>The local cloud as its users run it: a process of its own, ended by its id.</summary>
public sealed class LocalCloudProcess : IAsyncDisposable
{
    private const string Ready = "ServerlessRef is running at ";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalCloudProcess(Process process) => _process = process;

    public Uri Address => _address.Task.Result;

    public int ProcessId => _process.Id;

    /// <summary>Completes when it has ended, however.</summary>
    public Task Exited => _process.WaitForExitAsync();

    /// <summary>What it printed so far, for the message of a failing test.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Waits until the page and the API answer.</summary>
    public static async Task<LocalCloudProcess> StartAsync(LocalCloudSettings settings)
    {
        var cloud = Launch(settings);
        var first = await Task.WhenAny(cloud._address.Task, cloud._process.WaitForExitAsync()).WaitAsync(TimeSpan.FromMinutes(3));
        if (first != cloud._address.Task)
        {
            await cloud.DisposeAsync();
            throw new InvalidOperationException($"The local cloud did not start:\n{cloud.Output}");
        }

        return cloud;
    }

    /// <summary>For what must not start: its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Output)> RefuseAsync(LocalCloudSettings settings)
    {
        await using var cloud = Launch(settings);
        await cloud._process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        cloud._process.WaitForExit(); // the rest of its output
        return (cloud._process.ExitCode, cloud.Output);
    }

    /// <summary>Asks it to end, as Ctrl+C does, and waits.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>As a power cut would: nothing of it is told.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            try
            {
                await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            }
            catch (TimeoutException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }

        _process.Dispose();
    }

    private static LocalCloudProcess Launch(LocalCloudSettings settings)
    {
        var program = RepositoryFiles.At("artifacts", "jit", "bin", "ServerlessRef.LocalCloud", "debug", "ServerlessRef.LocalCloud.dll");
        var assembly = settings.CdkOut ?? AssemblyCopy.Source;
        if (!File.Exists(program) || !Directory.Exists(assembly))
        {
            throw new InvalidOperationException($"{(File.Exists(program) ? assembly : program)} is missing. Run `dotnet dev.cs synth --local` first; `dotnet dev.cs test` does it by itself.");
        }

        var start = new ProcessStartInfo("dotnet", ["exec", program, "--cdk-out", assembly, "--port", $"{settings.Port}", "--node", settings.Node ?? EngineNode.Path, "--modules", RepositoryFiles.At("node_modules"), "--end-with-stdin"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (settings.Persist is { } folder)
        {
            start.ArgumentList.Add("--persist");
            start.ArgumentList.Add(folder);
        }

        if (settings.Faults is { } plan)
        {
            start.ArgumentList.Add("--faults");
            start.ArgumentList.Add(plan);
        }

        // Set for a whole test run, to compare afterwards what the roles allow with what was used.
        if (settings.Recorded && Environment.GetEnvironmentVariable("SERVERLESSREF_CALLS") is { Length: > 0 } calls)
        {
            start.ArgumentList.Add("--record-calls");
            start.ArgumentList.Add(calls);
        }

        var cloud = new LocalCloudProcess(new Process { StartInfo = start });
        cloud._process.OutputDataReceived += (_, line) => cloud.Take(line.Data);
        cloud._process.ErrorDataReceived += (_, line) => cloud.Take(line.Data);
        cloud._process.Start();
        cloud._process.BeginOutputReadLine();
        cloud._process.BeginErrorReadLine();
        return cloud;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.StartsWith(Ready, StringComparison.Ordinal))
        {
            _address.TrySetResult(new Uri(line[Ready.Length..].Trim()));
        }
    }
}
