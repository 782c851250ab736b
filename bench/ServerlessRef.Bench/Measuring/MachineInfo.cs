using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ServerlessRef.Shared;

namespace ServerlessRef.Bench.Measuring;

/// <summary>Where and of what a measurement was taken.</summary>
/// <param name="Description">Processor, cores, memory, operating system and runtime.</param>
/// <param name="Commit">Short id; with "+ changes" when the work tree differs from it.</param>
internal sealed record MachineInfo(string Description, string Commit, DateOnly Date)
{
    public static MachineInfo Read()
    {
        var processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        var description = string.Create(
            CultureInfo.InvariantCulture,
            $"{processor ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores, {memory:F0} GiB, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}");
        var changed = Git("status", "--porcelain", "--untracked-files=no").Length > 0;
        return new MachineInfo(description, Git("rev-parse", "--short", "HEAD") + (changed ? " + changes" : ""), DateOnly.FromDateTime(DateTime.UtcNow));
    }

    private static string Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, WorkingDirectory = RepositoryFiles.Root })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return output.Trim();
    }
}
