using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Functions.RuntimeApi;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>An execution environment: one process, its credentials and its side of the Runtime API. Works on one event at a time.</summary>
internal sealed class FunctionEnvironment : IAsyncDisposable
{
    /// <summary>How long the last lines of a dead process may take; a grandchild that holds its output open would keep them forever.</summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(2);

    private readonly EnvironmentServices _services;
    private readonly AwsCredentials _credentials;
    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disposed;

    private FunctionEnvironment(string id, int codeVersion, EnvironmentServices services, AwsCredentials credentials, RuntimeSession session, Process process)
    {
        Id = id;
        CodeVersion = codeVersion;
        _services = services;
        _credentials = credentials;
        Session = session;
        _process = process;
        StartedAt = services.Time.GetUtcNow();
    }

    public string Id { get; }

    /// <summary>Which code it runs; an older one is not used again.</summary>
    public int CodeVersion { get; }

    public RuntimeSession Session { get; }

    public int ProcessId { get; private set; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>When it last finished an invocation.</summary>
    public DateTimeOffset IdleSince { get; set; }

    public long Invocations { get; set; }

    public EnvironmentState State { get; set; } = EnvironmentState.Starting;

    /// <summary>Completes with the exit code when the process has ended.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Known a moment before <see cref="Exited"/> completes. Not to be asked once it is disposed.</summary>
    public bool HasExited => _exited.Task.IsCompleted || _process.HasExited;

    /// <exception cref="Win32Exception">The bootstrap cannot be executed.</exception>
    public static FunctionEnvironment Start(Function function, string codeDirectory, int codeVersion, bool debug, EnvironmentServices services)
    {
        var id = services.NextEnvironmentId();
        var credentials = services.Callers.Issue(function.DisplayName, function.RoleArn, id);
        var session = services.RuntimeApi.Open(id);
        var logStream = InvocationIds.LogStreamName(services.Time.GetUtcNow());
        var variables = EnvironmentVariableSet.Create(
            function, codeDirectory, services.Region, $"{services.RuntimeApi.Authority}/{id}", logStream, credentials, services.Options, debug);

        var start = Bootstrap.Start(function, codeDirectory, services.Options);
        start.WorkingDirectory = codeDirectory;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        start.StandardErrorEncoding = Encoding.UTF8;
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var environment = new FunctionEnvironment(id, codeVersion, services, credentials, session, process);
        try
        {
            environment.Launch();
            if (debug)
            {
                services.Log.Announce($"{function.DisplayName} waits for a debugger: attach to process {environment.ProcessId}");
            }
        }
        catch (Win32Exception)
        {
            environment.Forget();
            process.Dispose();
            throw;
        }

        return environment;
    }

    public TimeProvider Time => _services.Time;

    public void Log(string stream, string text) => _services.Log.Add(Id, Session.LastRequestId, stream, text);

    /// <summary>Ends the process and everything it started; what it was working on stays unanswered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        State = EnvironmentState.Ended;
        Kill();
        await _exited.Task;
        await WaitForLastLinesAsync();
        Forget();
        _process.Dispose();
    }

    private void Launch()
    {
        _process.OutputDataReceived += (_, line) => Received("stdout", line.Data);
        _process.ErrorDataReceived += (_, line) => Received("stderr", line.Data);
        _process.Exited += (_, _) => Ended();
        _process.Start();
        ProcessId = _process.Id;
        _services.Orphans.Add(ProcessId);
        if (_exited.Task.IsCompleted)
        {
            _services.Orphans.Remove(ProcessId);
        }

        _process.StandardInput.Close(); // a function on Lambda reads nothing either
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Received(string stream, string? line)
    {
        if (line is not null)
        {
            Log(stream, line);
        }
    }

    private void Ended()
    {
        // In this order, so that the guard keeps no process id that may be given to another process.
        Session.Close();
        _exited.TrySetResult(_process.ExitCode);
        _services.Orphans.Remove(ProcessId);
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended in between, or a child of it did.
        }
    }

    private async Task WaitForLastLinesAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(OutputGrace, _services.Time);
        }
        catch (TimeoutException)
        {
            Log("platform", "Output was cut off: a process started by the function still holds it open.");
        }
    }

    private void Forget()
    {
        _services.RuntimeApi.Close(Id);
        _services.Callers.Revoke(_credentials.AccessKeyId);
    }
}
