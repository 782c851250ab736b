namespace ServerlessRef.Dev;

/// <summary>Compares what the roles allow with what the last whole test run used; `--write` renews docs/least-privilege.md.</summary>
internal static class PrivilegesCommand
{
    // The sender that tests name as well: it stands in a condition of the roles.
    private static readonly Dictionary<string, string> Mailing = new() { ["mailFrom"] = "tickets@example.org" };

    public static async Task<int> RunAsync(Options options)
    {
        if (!Directory.Exists(Repo.LocalAssembly))
        {
            throw new DevException("There are no templates yet. Run `dotnet dev.cs test` first, all of it.");
        }

        var comparison = PrivilegeComparison.Make(Repo.LocalAssembly, await SynthesizeMailingAsync(), PrivilegeComparison.Records);
        if (options.Has("--write"))
        {
            File.WriteAllText(PrivilegeComparison.Document, comparison.Report);
            Console.WriteLine(Path.GetRelativePath(Repo.Root, PrivilegeComparison.Document));
        }

        Require(comparison);
        Console.WriteLine("Every allowed action is used or explained, every call was allowed.");
        return 0;
    }

    /// <summary>Before a test run: what an earlier one saw proves nothing about this one.</summary>
    public static void Forget()
    {
        if (Directory.Exists(PrivilegeComparison.Records))
        {
            Directory.Delete(PrivilegeComparison.Records, recursive: true);
        }
    }

    /// <summary>Writes the templates with a sender of mail set, where their sources have changed since.</summary>
    public static async Task<string> SynthesizeMailingAsync()
    {
        var output = Repo.At("artifacts", "mailing", "cdk.out");
        await Stamp.UnlessCurrentAsync(
            "mailing-assembly",
            ["src/ServerlessRef.Infrastructure", "src/ServerlessRef.Domain/Contracts", "src/web", "cdk.json", "Directory.Packages.props", "artifacts/local/functions"],
            ["artifacts/mailing/cdk.out/manifest.json"],
            salt: "",
            () => Report.StepAsync("Synthesizing with a sender of mail", () => Assembly.ExecuteAppAsync(output, "artifacts/local/functions", Mailing)));
        return output;
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
