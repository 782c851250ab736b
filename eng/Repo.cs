namespace ServerlessRef.Dev;

/// <summary>Where things lie. Everything built is under artifacts/ and can be deleted at any time.</summary>
internal static class Repo
{
    /// <summary>The folder of ServerlessRef.sln, found upwards from the working directory.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The functions people, tests and the local cloud run; JIT-compiled.</summary>
    public static string LocalFunctions => At("artifacts", "local", "functions");

    /// <summary>The cloud assembly the local cloud reads by default.</summary>
    public static string LocalAssembly => At("artifacts", "local", "cdk.out");

    /// <summary>The functions a deployment packages.</summary>
    public static string Functions => At("artifacts", "functions");

    /// <summary>The cloud assembly a deployment reads.</summary>
    public static string Assembly => At("cdk.out");

    public static IReadOnlyList<string> FunctionNames { get; } = ["Api", "Worker", "Sweeper", "DeadLetter", "Changes", "Notify", "Waitlist", "Promotion"];

    /// <summary>Functions of JavaScript, which no compiler knows of.</summary>
    public static IReadOnlyList<string> NodeFunctionNames { get; } = ["Thumbnail"];

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>What `dotnet build` made of a project: every jit build is a Debug build.</summary>
    public static string JitOutput(string project) => At("artifacts", "jit", "bin", project, "debug");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ServerlessRef.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DevException("There is no ServerlessRef.sln here or above. Run this inside the repository.");
    }
}
