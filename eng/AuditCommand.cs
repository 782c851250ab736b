using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.Dev;

/// <summary>
/// Asks both registries for advisories about what is locked and resolved. A registry without advisory data finds nothing in anything, so each
/// is first asked about a package that has had one for years: who does not know that one has said nothing about ours.
/// </summary>
internal static class AuditCommand
{
    private const int Vulnerable = 1;

    private const int NoData = 3;

    /// <summary>CVE-2020-7598 and CVE-2021-44906.</summary>
    private const string KnownNpm = """
        {"name":"canary","version":"0.0.0","lockfileVersion":3,"requires":true,"packages":{"":{"name":"canary","version":"0.0.0","dependencies":{"minimist":"0.0.8"}},"node_modules/minimist":{"version":"0.0.8"}}}
        """;

    /// <summary>CVE-2024-21907.</summary>
    private const string KnownNuGet = """
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup><ItemGroup><PackageReference Include="Newtonsoft.Json" Version="[9.0.1]" /></ItemGroup></Project>
        """;

    public static async Task<int> RunAsync(Options options)
    {
        await FeedGaps.EnsureAsync();
        await Report.StepAsync("Resolving NuGet packages", () => Shell.RunAsync(Tools.Dotnet, ["restore", Repo.At("ServerlessRef.sln"), "-v", "quiet"]));

        var npm = await AskAsync("npm", KnowsNpmAsync, FoundInLockFilesAsync);
        var nuget = await AskAsync("NuGet", KnowsNuGetAsync, () => FoundByNuGetAsync(Repo.At("ServerlessRef.sln")));
        return npm == Vulnerable || nuget == Vulnerable ? Vulnerable : Math.Max(npm, nuget);
    }

    /// <summary>In the repository's own lock file and in each function's.</summary>
    private static async Task<IReadOnlyList<string>?> FoundInLockFilesAsync()
    {
        var all = new List<string>();
        foreach (var folder in Repo.NodeFunctionNames.Select(function => Repo.At("src", $"ServerlessRef.{function}")).Prepend(Repo.Root))
        {
            if (await FoundByNpmAsync(folder) is not { } found)
            {
                return null;
            }

            all.AddRange(found);
        }

        return [.. all.Distinct(StringComparer.Ordinal)];
    }

    private static async Task<int> AskAsync(string registry, Func<Task<bool>> knows, Func<Task<IReadOnlyList<string>?>> find)
    {
        if (!await knows() || await find() is not { } found)
        {
            Console.WriteLine($"{registry}: no advisory data. The registry in use does not know a vulnerability that is years old, so its silence about ours says nothing; audit where the public registry answers.");
            return NoData;
        }

        Console.WriteLine(found.Count == 0 ? $"{registry}: no known vulnerability." : $"{registry}:\n  {string.Join("\n  ", found)}");
        return found.Count == 0 ? 0 : Vulnerable;
    }

    private static Task<bool> KnowsNpmAsync() => InFolderAsync(async folder =>
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"name":"canary","version":"0.0.0","private":true,"dependencies":{"minimist":"0.0.8"}}""");
        await File.WriteAllTextAsync(Path.Combine(folder, "package-lock.json"), KnownNpm);
        return await FoundByNpmAsync(folder) is { Count: > 0 };
    });

    private static Task<bool> KnowsNuGetAsync() => InFolderAsync(async folder =>
    {
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), "<Project />");
        }

        var project = Path.Combine(folder, "canary.csproj");
        await File.WriteAllTextAsync(project, KnownNuGet);
        var restored = await Shell.CaptureAsync(Tools.Dotnet, ["restore", project, "-v", "quiet"], folder);
        return restored.ExitCode == 0 && await FoundByNuGetAsync(project) is { Count: > 0 };
    });

    /// <returns>Null: no answer that could be read.</returns>
    private static async Task<IReadOnlyList<string>?> FoundByNpmAsync(string folder)
    {
        // Exit code 1 says both "found some" and "could not ask".
        var said = await Shell.CaptureAsync(Tools.Npm, ["audit", "--json", "--loglevel", "error"], folder);
        return Parse(said.Output)?["vulnerabilities"]?.AsObject().Select(v => $"{v.Key} {v.Value!["range"]}: {v.Value["severity"]}").ToList();
    }

    /// <returns>Null: no answer that could be read.</returns>
    private static async Task<IReadOnlyList<string>?> FoundByNuGetAsync(string projects)
    {
        var said = await Shell.CaptureAsync(Tools.Dotnet, ["list", projects, "package", "--vulnerable", "--include-transitive", "--format", "json"]);
        if (said.ExitCode != 0 || Parse(said.Output)?["projects"] is not JsonArray answer)
        {
            return null;
        }

        return
        [
            .. answer.SelectMany(project => project!["frameworks"]?.AsArray() ?? [])
                .SelectMany(framework => new[] { "topLevelPackages", "transitivePackages" }.SelectMany(kind => framework![kind]?.AsArray() ?? []))
                .Select(package => $"{package!["id"]} {package["resolvedVersion"]}: {string.Join(", ", package["vulnerabilities"]!.AsArray().Select(v => $"{v!["severity"]} {v["advisoryurl"]}"))}")
                .Distinct(),
        ];
    }

    private static JsonNode? Parse(string said)
    {
        var (from, to) = (said.IndexOf('{', StringComparison.Ordinal), said.LastIndexOf('}'));
        try
        {
            return from < 0 || to < from ? null : JsonNode.Parse(said[from..(to + 1)]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<T> InFolderAsync<T>(Func<string, Task<T>> work)
    {
        var folder = Directory.CreateTempSubdirectory("serverlessref-audit-").FullName;
        try
        {
            return await work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
