using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.Dev;

/// <summary>
/// Writes the bill of materials, CycloneDX JSON: what npm's own command says of the lock files, and the NuGet packages that were resolved.
/// The same commit on the same feed gives the same bytes, so neither time nor a random number is in it.
/// </summary>
internal static class SbomCommand
{
    private static string Output => Repo.At("artifacts", "sbom", "serverlessref.cdx.json");

    public static async Task<int> RunAsync(Options options)
    {
        await FeedGaps.EnsureAsync();
        await Report.StepAsync("Resolving NuGet packages", () => Shell.RunAsync(Tools.Dotnet, ["restore", Repo.At("ServerlessRef.sln"), "-v", "quiet"]));
        var npm = await Report.StepAsync("Asking npm", () => NpmAsync(Repo.Root));
        foreach (var function in Repo.NodeFunctionNames)
        {
            Merge(npm, await Report.StepAsync($"Asking npm about {function}", () => NpmAsync(Repo.At("src", $"ServerlessRef.{function}"))));
        }

        var nuget = NuGetComponents.Read();

        var components = npm["components"]!.AsArray();
        foreach (var component in nuget.Components())
        {
            components.Add(component);
        }

        var dependencies = npm["dependencies"]!.AsArray();
        foreach (var dependency in nuget.Dependencies())
        {
            dependencies.Add(dependency);
        }

        var application = npm["metadata"]!["component"]!;
        application["type"] = "application";
        application["name"] = "serverlessref";
        application["properties"]!.AsArray().Add(new JsonObject
        {
            ["name"] = "serverlessref:aws-packages",
            ["value"] = FeedGaps.UsesStandins ? "stand-ins of this repository, the feed lacks the official ones" : "official",
        });
        npm["metadata"]!.AsObject().Remove("timestamp");
        npm.Remove("serialNumber");

        Directory.CreateDirectory(Path.GetDirectoryName(Output)!);
        await File.WriteAllTextAsync(Output, npm.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        Console.WriteLine($"{Path.GetRelativePath(Repo.Root, Output)}: {components.Count - nuget.References.Count} npm packages, {nuget.References.Count} NuGet packages");
        return 0;
    }

    /// <summary>What another lock file adds: a package of the same version is the same package.</summary>
    private static void Merge(JsonObject into, JsonObject other)
    {
        foreach (var (list, id) in new[] { ("components", "bom-ref"), ("dependencies", "ref") })
        {
            var known = into[list]!.AsArray().Select(entry => entry![id]!.ToString()).ToHashSet(StringComparer.Ordinal);
            foreach (var entry in other[list]!.AsArray().Where(entry => known.Add(entry![id]!.ToString())))
            {
                into[list]!.AsArray().Add(entry!.DeepClone());
            }
        }
    }

    private static async Task<JsonObject> NpmAsync(string folder)
    {
        var said = await Shell.RunAsync(Tools.Npm, ["sbom", "--package-lock-only", "--sbom-format", "cyclonedx", "--loglevel", "error"], folder);
        // npm may print a warning of its configuration first.
        return JsonNode.Parse(said[said.IndexOf('{', StringComparison.Ordinal)..(said.LastIndexOf('}') + 1)])!.AsObject();
    }
}
