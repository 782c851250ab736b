namespace ServerlessRef.LocalCloud.Tests.Engines;

internal static class RepositoryPaths
{
    public static string Root { get; } = Find();

    public static string Modules => Path.Combine(Root, "node_modules");

    // npm's own Node, as the machine's may be too old for the engines.
    public static string Node => Path.Combine(Modules, "node", "bin", OperatingSystem.IsWindows() ? "node.exe" : "node");

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
