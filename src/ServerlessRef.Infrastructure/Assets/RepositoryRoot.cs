namespace ServerlessRef.Infrastructure.Assets;

/// <summary>Finds the folder all relative paths start from.</summary>
internal static class RepositoryRoot
{
    private const string Marker = "cdk.json";

    /// <param name="start">Folder the app was started in; its parents are looked at too.</param>
    public static string? Find(string start, ICollection<string> problems)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        problems.Add($"Neither '{start}' nor a folder above it holds {Marker}. Start the CDK app inside the repository, with 'dotnet dev.cs synth' or 'npx cdk synth'.");
        return null;
    }
}
