using System.Runtime.InteropServices;

namespace ServerlessRef.Shared;

/// <summary>The Node.js that runs the engines: named by SERVERLESSREF_NODE, else the one npm installed for this system, else the system's.</summary>
public static class EngineNode
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("SERVERLESSREF_NODE") is { Length: > 0 } named ? named : Installed();

    private static string Installed()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var processor = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var path = RepositoryFiles.At("node_modules", $"node-{system}-{processor}", "bin", OperatingSystem.IsWindows() ? "node.exe" : "node");
        return File.Exists(path) ? path : "node";
    }
}
