namespace ServerlessRef.Shared;

/// <summary>Where things lie in the clone the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder of ServerlessRef.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary><c>debug</c> or <c>release</c>: that of the running tests, and so of what they start.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ServerlessRef.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds ServerlessRef.sln; run the tests from a clone.");
    }
}
