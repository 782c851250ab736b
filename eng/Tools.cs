using System.Runtime.InteropServices;

namespace ServerlessRef.Dev;

/// <summary>Programs from outside the repository. What is missing is installed where that is possible without asking, else named.</summary>
internal static class Tools
{
    public static bool IsWindows { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>npm is a script on Windows.</summary>
    public static string Npm => IsWindows ? "npm.cmd" : "npm";

    public static string Node => OnPath("node")
        ?? throw new DevException("Node.js is missing (needed by the CDK and by the local cloud's engines). Install version 20 or newer from your system's package manager or nodejs.org, then run this again.");

    /// <summary>The Node.js the engines run on: the one pinned in package.json, where npm has it for this system, else the system's own.</summary>
    public static string EngineNode
    {
        get
        {
            var system = IsWindows ? "win" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "darwin" : "linux";
            var processor = RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x64";
            var pinned = Repo.At("node_modules", $"node-{system}-{processor}", "bin", IsWindows ? "node.exe" : "node");
            return File.Exists(pinned) ? pinned : Node;
        }
    }

    /// <summary>The dotnet this command runs under.</summary>
    public static string Dotnet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
        ? path
        : OnPath("dotnet") ?? "dotnet";

    public static string? Chromium => Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path
        ? path
        : OnPath("chromium") ?? OnPath("chromium-browser") ?? OnPath("google-chrome");

    public static bool HasClang => OnPath("clang") is not null;

    public static bool HasZlib => IsWindows
        || RuntimeInformation.IsOSPlatform(OSPlatform.OSX)
        || new[] { "/usr/include/zlib.h", "/usr/local/include/zlib.h" }.Any(File.Exists);

    /// <summary>Functions are compiled to Linux binaries; native code does not cross operating systems.</summary>
    public static bool CanCompileNatively => RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && HasClang && HasZlib;

    public static string Architecture => RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x86_64";

    public static string? OnPath(string program)
    {
        var names = IsWindows ? new[] { $"{program}.exe", $"{program}.cmd" } : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Installs Debian packages as root; otherwise says the command and goes on without.</summary>
    /// <returns>True when nothing is missing afterwards.</returns>
    public static async Task<bool> EnsureDebianPackagesAsync(string purpose, Func<bool> present, params string[] packages)
    {
        if (present())
        {
            return true;
        }

        var command = $"apt-get install -y {string.Join(' ', packages)}";
        if (OnPath("apt-get") is null)
        {
            Report.Say($"  Missing for {purpose}: {string.Join(", ", packages)}. Install them with your system's package manager; going on without.");
            return false;
        }

        if (Environment.UserName != "root")
        {
            Report.Say($"  Missing for {purpose}; run: sudo apt-get update && sudo {command}\n  Going on without.");
            return false;
        }

        await Report.StepAsync($"Installing {string.Join(", ", packages)} ({purpose})", async () =>
        {
            var environment = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
            await Shell.CaptureAsync("apt-get", ["update", "-qq"], environment: environment);
            var result = await Shell.CaptureAsync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", .. packages], environment: environment);
            if (result.ExitCode != 0)
            {
                Report.Say($"  {command} failed; going on without.\n{result.Output}");
            }
        });
        return present();
    }

    public static Task<bool> EnsureNativeToolChainAsync() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
            ? EnsureDebianPackagesAsync("native function binaries", () => HasClang && HasZlib, "clang", "zlib1g-dev")
            : Task.FromResult(false);

    public static Task<bool> EnsureChromiumAsync() =>
        EnsureDebianPackagesAsync("the browser test", () => Chromium is not null, "chromium");
}
