using System.Diagnostics;
using System.Text;

namespace ServerlessRef.Dev;

/// <summary>A problem the person at the keyboard can act on; its message is all that is printed.</summary>
internal sealed class DevException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}

internal sealed record ShellResult(int ExitCode, string Output);

/// <summary>Runs programs: by argument list, never through a shell.</summary>
internal static class Shell
{
    /// <summary>Runs to the end and returns what it printed on both streams.</summary>
    /// <param name="timeout">Ends the process tree; default 30 minutes.</param>
    public static async Task<ShellResult> CaptureAsync(
        string program,
        IEnumerable<string> arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environment = null,
        TimeSpan? timeout = null)
    {
        using var process = new Process { StartInfo = Describe(program, arguments, workingDirectory, environment) };
        process.StartInfo.RedirectStandardOutput = true;
        process.StartInfo.RedirectStandardError = true;
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        Start(process, program);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var deadline = new CancellationTokenSource(timeout ?? TimeSpan.FromMinutes(30));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new DevException($"{program} {string.Join(' ', arguments)} did not end in time and was stopped.\n{output}");
        }

        lock (output)
        {
            return new ShellResult(process.ExitCode, output.ToString());
        }
    }

    /// <summary>Runs to the end; fails with what it printed unless it exits with 0.</summary>
    public static async Task<string> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environment = null,
        TimeSpan? timeout = null)
    {
        var list = arguments.ToList();
        var result = await CaptureAsync(program, list, workingDirectory, environment, timeout);
        return result.ExitCode == 0
            ? result.Output
            : throw new DevException($"{result.Output}\n{Path.GetFileName(program)} {string.Join(' ', list)} ended with exit code {result.ExitCode}.");
    }

    /// <summary>Runs with this console as its own, for programs that ask questions.</summary>
    public static async Task<int> InteractAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = new Process { StartInfo = Describe(program, arguments, Repo.Root, environment) };
        Start(process, program);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public static ProcessStartInfo Describe(
        string program,
        IEnumerable<string> arguments,
        string? workingDirectory,
        IReadOnlyDictionary<string, string>? environment)
    {
        var info = new ProcessStartInfo(program, arguments) { WorkingDirectory = workingDirectory ?? Repo.Root };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            info.Environment[name] = value;
        }

        // MSBuild hands these to what it starts; a nested `dotnet` would take them for its own.
        info.Environment.Remove("MSBuildSDKsPath");
        info.Environment.Remove("MSBUILD_EXE_PATH");
        return info;
    }

    private static void Start(Process process, string program)
    {
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new DevException($"{program} could not be started: {problem.Message}. `dotnet dev.cs doctor` says what is missing.");
        }
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
