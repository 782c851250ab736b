namespace ServerlessRef.Dev;

/// <summary>Deletes what commands made: artifacts and cdk.out. Data kept with --persist elsewhere stays.</summary>
internal static class CleanCommand
{
    public static Task<int> RunAsync(Options options)
    {
        foreach (var folder in new[] { Repo.At("artifacts"), Repo.Assembly })
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
                Report.Say($"Deleted {Path.GetRelativePath(Repo.Root, folder)}");
            }
        }

        return Task.FromResult(0);
    }
}
