using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessRef.Shared;

namespace ServerlessRef.Bench.Synth;

/// <summary>One synth in a process of its own: what it wrote, how long it took, and the CPU time of all its processes.</summary>
internal sealed partial record SynthRun(IReadOnlyDictionary<string, string> Files, double Seconds, double CpuSeconds)
{
    private const int Children = -1; // RUSAGE_CHILDREN of Linux: those that ended and were waited for, and theirs

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<SynthRun> StartAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        // jsii leaves 62 MB in the temporary folder.
        var temporary = Directory.CreateTempSubdirectory("serverlessref-bench-").FullName;
        try
        {
            var output = Path.Combine(temporary, "cdk.out");
            var info = new ProcessStartInfo(program, arguments) { WorkingDirectory = RepositoryFiles.Root, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var (name, value) in environment.Concat([new("TMPDIR", temporary), new("CDK_OUTDIR", output), new("CDK_VALIDATION", "false"), new("CDK_CONTEXT_JSON", Context())]))
            {
                info.Environment[name] = value;
            }

            var (cpu, started) = (CpuOfChildren(), Stopwatch.GetTimestamp());
            using var process = Process.Start(info)!;
            using var deadline = new CancellationTokenSource(Limit);
            try
            {
                var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
                await process.WaitForExitAsync(deadline.Token);
                var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                return process.ExitCode == 0
                    ? new SynthRun(Read(output), seconds, CpuOfChildren() - cpu)
                    : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}:\n{string.Concat(texts)}");
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    // Metadata files hold stack traces: of C#, or of JavaScript.
    private static Dictionary<string, string> Read(string output) =>
        Directory.EnumerateFiles(output, "*.json").Where(file => !file.EndsWith(".metadata.json", StringComparison.Ordinal)).ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);

    private static string Context()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.At("cdk.json")));
        var context = settings.RootElement.GetProperty("context").EnumerateObject().ToDictionary(property => property.Name, property => (object)property.Value.Clone(), StringComparer.Ordinal);
        context["assets"] = "artifacts/local/functions";
        return JsonSerializer.Serialize(context);
    }

    private static double CpuOfChildren() => GetResourceUse(Children, out var use) == 0
        ? use.UserSeconds + use.SystemSeconds + ((use.UserMicroseconds + use.SystemMicroseconds) / 1e6)
        : throw new InvalidOperationException("getrusage failed.");

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetResourceUse(int who, out ResourceUse use);

    // struct rusage: two timevals, then fourteen longs.
    [StructLayout(LayoutKind.Sequential, Size = (4 + 14) * sizeof(long))]
    private readonly struct ResourceUse
    {
        public readonly long UserSeconds;
        public readonly long UserMicroseconds;
        public readonly long SystemSeconds;
        public readonly long SystemMicroseconds;
    }
}
