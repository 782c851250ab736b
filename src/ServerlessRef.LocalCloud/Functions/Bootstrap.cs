using System.Diagnostics;
using System.Globalization;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>The executable of an OS-only runtime, and what stands in its place for others.</summary>
internal static class Bootstrap
{
    public static string FileName => OperatingSystem.IsWindows() ? "bootstrap.exe" : "bootstrap";

    /// <summary>What runs a function's code.</summary>
    public static ProcessStartInfo Start(Function function, string codeDirectory, FleetOptions options)
    {
        if (function.Runtime != NodeRuntime.Name)
        {
            return new ProcessStartInfo(PathIn(codeDirectory));
        }

        var memory = function.MemoryMegabytes.ToString(CultureInfo.InvariantCulture);
        return new ProcessStartInfo(options.NodePath, [$"--max-old-space-size={memory}", NodeRuntime.LoopPath]);
    }

    /// <summary>What a folder of code lacks to be started; null: nothing.</summary>
    public static string? Missing(Function function, string codeDirectory) => function.Runtime == NodeRuntime.Name
        ? NodeRuntime.HandlerFile(codeDirectory, function.Handler) is null ? $"file for the handler {function.Handler}" : null
        : File.Exists(PathIn(codeDirectory)) ? null : FileName;

    public static string PathIn(string codeDirectory) => Path.Combine(codeDirectory, FileName);
}
