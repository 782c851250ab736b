namespace ServerlessRef.Dev;

/// <summary>Compares what the roles allow with what the last whole test run used; `--write` renews docs/least-privilege.md.</summary>
internal static class PrivilegesCommand
{
    public static Task<int> RunAsync(Options options)
    {
        if (!Directory.Exists(Repo.LocalAssembly))
        {
            throw new DevException("There are no templates yet. Run `dotnet dev.cs test` first, all of it.");
        }

        var comparison = PrivilegeComparison.Make(Repo.LocalAssembly, PrivilegeComparison.Records);
        if (options.Has("--write"))
        {
            File.WriteAllText(PrivilegeComparison.Document, comparison.Report);
            Console.WriteLine(Path.GetRelativePath(Repo.Root, PrivilegeComparison.Document));
        }

        Require(comparison);
        Console.WriteLine("Every allowed action is used or explained, every call was allowed.");
        return Task.FromResult(0);
    }

    /// <summary>Before a test run: what an earlier one saw proves nothing about this one.</summary>
    public static void Forget()
    {
        if (Directory.Exists(PrivilegeComparison.Records))
        {
            Directory.Delete(PrivilegeComparison.Records, recursive: true);
        }
    }

    public static void Require(PrivilegeComparison comparison)
    {
        List<string> problems = [.. comparison.Problems];
        if (!File.Exists(PrivilegeComparison.Document) || File.ReadAllText(PrivilegeComparison.Document).ReplaceLineEndings("\n") != comparison.Report.ReplaceLineEndings("\n"))
        {
            problems.Add("docs/least-privilege.md is out of date; `dotnet dev.cs privileges --write` renews it.");
        }

        if (problems.Count > 0)
        {
            throw new DevException(string.Join('\n', problems));
        }
    }
}
