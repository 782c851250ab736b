using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Engines;

/// <summary>dynalite and fauxqs in one Node process that ends with this one, however this one ends.</summary>
internal sealed class NodeEngines : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;

    private NodeEngines(Process process, EngineEndpoints endpoints, TimeProvider time, ILogger log)
    {
        _process = process;
        _time = time;
        _log = log;
        Endpoints = endpoints;
        process.Exited += (_, _) => OnExited();
        process.EnableRaisingEvents = true;
    }

    public EngineEndpoints Endpoints { get; }

    public int ProcessId => _process.Id;

    /// <summary>Ends when the engines end without having been asked to: nothing works after that.</summary>
    public Task Failure => _failure.Task;

    /// <exception cref="StartupException">Node is missing or too old, or the engines did not start; says what to do.</exception>
    public static async Task<NodeEngines> StartAsync(NodeEngineOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken ct)
    {
        var log = logs.CreateLogger<NodeEngines>();
        var process = Start(options);
        var errors = new NodeErrorOutput(process, log);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(ct).AsTask().WaitAsync(StartLimit, time, ct);
            if (line is null)
            {
                await process.WaitForExitAsync(ct);
                throw new StartupException([$"The engines of the local cloud did not start: {options.NodePath} ended with code {process.ExitCode} and said \"{await errors.TextAsync()}\". Run `npm ci` if modules are missing from {options.ModulesDirectory}."]);
            }

            return new NodeEngines(process, Endpoint(line, options), time, log);
        }
        catch (Exception exception)
        {
            Kill(process);
            process.Dispose();
            throw exception is TimeoutException
                ? new StartupException([$"The engines of the local cloud gave no sign of life within {StartLimit.TotalSeconds} s ({options.NodePath})."])
                : exception;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(StopLimit, _time);
        }
        catch (Exception exception) when (exception is TimeoutException or IOException)
        {
            Kill(_process);
        }

        _process.Dispose();
    }

    private static Process Start(NodeEngineOptions options)
    {
        if (!Directory.Exists(Path.Combine(options.ModulesDirectory, "dynalite")) || !Directory.Exists(Path.Combine(options.ModulesDirectory, "fauxqs")))
        {
            throw new StartupException([$"The engines of the local cloud (npm packages dynalite and fauxqs) are not in {options.ModulesDirectory}. Run `npm ci` in the repository."]);
        }

        var start = new ProcessStartInfo(options.NodePath)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Engines", "engines.mjs"));
        start.ArgumentList.Add(Path.GetFullPath(options.ModulesDirectory));
        if (options.PersistDirectory is { } directory)
        {
            start.ArgumentList.Add(Path.GetFullPath(directory));
        }

        start.Environment["AWS_REGION"] = options.Region;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new StartupException([$"Node could not be started as \"{options.NodePath}\" ({exception.Message}). The local cloud needs Node 22.5 or newer: run `npm ci`, which brings one, or name another with --node."]);
        }
    }

    private static EngineEndpoints Endpoint(string line, NodeEngineOptions options)
    {
        using var answer = JsonDocument.Parse(line);
        if (answer.RootElement.TryGetProperty("tooOld", out var version))
        {
            throw new StartupException([$"{options.NodePath} is Node {version.GetString()}; the engines of the local cloud need Node 22.5 or newer. Run `npm ci`, which brings one (node_modules/node/bin/node), or name another with --node."]);
        }

        var fauxqs = new Uri($"http://127.0.0.1:{answer.RootElement.GetProperty("fauxqs").GetInt32()}/");
        return new EngineEndpoints(new Uri($"http://127.0.0.1:{answer.RootElement.GetProperty("dynamodb").GetInt32()}/"), fauxqs, fauxqs);
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }
    }

    private void OnExited()
    {
        if (_stopping)
        {
            return;
        }

        _log.LogCritical("The engines of the local cloud (Node process {ProcessId}) ended unexpectedly: every AWS call fails from now on. Start the local cloud again.", _process.Id);
        _failure.TrySetResult();
    }
}
