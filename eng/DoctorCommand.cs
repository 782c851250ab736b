using System.Runtime.InteropServices;

namespace ServerlessRef.Dev;

/// <summary>What this machine has, what it lacks, and what that means; installs nothing.</summary>
internal static class DoctorCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        Console.WriteLine($"system      {RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture}), {Environment.ProcessorCount} cores");
        Console.WriteLine($".NET SDK    {(await Shell.CaptureAsync(Tools.Dotnet, ["--version"])).Output.Trim()}");
        var node = Tools.OnPath("node");
        Console.WriteLine($"Node.js     {(node is null ? "MISSING: install version 20 or newer; nothing runs without it" : (await Shell.CaptureAsync(node, ["--version"])).Output.Trim())}");
        Console.WriteLine($"npm         {(Tools.OnPath("npm") is null ? "MISSING: it comes with Node.js" : (await Shell.CaptureAsync(Tools.Npm, ["--version"])).Output.Trim().Split('\n')[^1])}");
        Console.WriteLine($"packages    {(File.Exists(NpmPackages.CdkCli) ? "installed" : "not yet installed: every command does it")}");
        Console.WriteLine($"NuGet feed  {(File.Exists(Repo.At("artifacts", "feed", "feed.props")) ? $"{(FeedGaps.UsesStandins ? "AWS packages from src/standins" : "official AWS packages")}, native functions as {FeedGaps.NativeFramework}" : "not yet looked at: every command does it")}");
        Console.WriteLine($"native      {(Tools.CanCompileNatively ? "clang and zlib found" : "no: functions run as JIT here, and cannot be deployed from here (needs Linux, clang, zlib1g-dev)")}");
        Console.WriteLine($"browser     {Tools.Chromium ?? "none found: the browser test is skipped (install chromium, or set CHROMIUM_PATH)"}");
        return node is null ? 1 : 0;
    }
}
