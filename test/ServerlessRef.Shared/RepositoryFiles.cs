namespace ServerlessRef.Shared;

/// <summary>The repository's own files, for tests about sources and for finding what was built.</summary>
public static class RepositoryFiles
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal) { ".git", "artifacts", "node_modules", "cdk.out", "bin", "obj" };

    /// <summary>The folder of ServerlessRef.sln, found upwards from the test assembly.</summary>
    public static string Root { get; } = FindRoot();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Path relative to the root, with forward slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Files below a folder whose names end so, without what is built or installed.</summary>
    public static IReadOnlyList<string> Find(string folder, params string[] endings) =>
        [.. Walk(new DirectoryInfo(At(folder))).Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(f => f.FullName)
            .Concat(folder.EnumerateDirectories().Where(d => !Skipped.Contains(d.Name)).SelectMany(Walk));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ServerlessRef.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no ServerlessRef.sln above {AppContext.BaseDirectory}.");
    }
}
