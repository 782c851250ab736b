using System.Diagnostics;

namespace ServerlessRef.Dev;

/// <summary>The local cloud as a child process: started, watched until it answers, ended with this command.</summary>
internal sealed class LocalCloudHost : IAsyncDisposable
{
    private const string Ready = "ServerlessRef is running at ";

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalCloudHost(Process process) => _process = process;

    public Task Exited => _process.WaitForExitAsync();

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it and waits until the page and the API answer.</summary>
    public static async Task<(LocalCloudHost Host, Uri Address)> StartAsync(string assembly, int port, string? persist, string? debug, string? faults = null, int? environments = null)
    {
        List<string> arguments =
        [
            "exec", Path.Combine(Repo.JitOutput("ServerlessRef.LocalCloud"), "ServerlessRef.LocalCloud.dll"),
            "--cdk-out", assembly,
            "--port", $"{port}",
            "--node", Tools.EngineNode,
            "--modules", Repo.At("node_modules"),
            "--end-with-stdin",
        ];
        if (persist is not null)
        {
            arguments.AddRange(["--persist", Path.GetFullPath(persist)]);
        }

        if (debug is not null)
        {
            arguments.AddRange(["--debug", debug]);
        }

        if (faults is not null)
        {
            arguments.AddRange(["--faults", faults]);
        }

        if (environments is not null)
        {
            arguments.AddRange(["--environments", $"{environments}"]);
        }

        var process = new Process { StartInfo = Shell.Describe(Tools.Dotnet, arguments, Repo.Root, null) };
        process.StartInfo.RedirectStandardOutput = true;
        process.StartInfo.RedirectStandardError = true;

        // Closed when this command ends, however it ends: the local cloud then ends too.
        process.StartInfo.RedirectStandardInput = true;
        var host = new LocalCloudHost(process);
        process.OutputDataReceived += (_, line) => host.Take(line.Data);
        process.ErrorDataReceived += (_, line) => Report.Say(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var first = await Task.WhenAny(host._address.Task, host.Exited);
        if (first != host._address.Task)
        {
            var code = process.ExitCode;
            await host.DisposeAsync();
            throw new DevException("The local cloud did not start; it says why above.", code);
        }

        return (host, await host._address.Task);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // The polite way everywhere: end of standard input.
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.StartsWith(Ready, StringComparison.Ordinal))
        {
            _address.TrySetResult(new Uri(line[Ready.Length..].Trim()));
            return;
        }

        Console.WriteLine(line);
    }
}
