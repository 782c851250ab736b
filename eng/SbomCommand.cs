using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.Dev;

/// <summary>
/// Writes the bill of materials, CycloneDX JSON: what npm's own command says of package-lock.json, and the NuGet packages that were resolved.
/// The same commit on the same feed gives the same bytes, so neither time nor a random number is in it.
/// </summary>
internal static class SbomCommand
{
    private static string Output => Repo.At("artifacts", "sbom", "serverlessref.cdx.json");

    public static async Task<int> RunAsync(Options options)
    {
        await FeedGaps.EnsureAsync();
        await Report.StepAsync("Resolving NuGet packages", () => Shell.RunAsync(Tools.Dotnet, ["restore", Repo.At("ServerlessRef.sln"), "-v", "quiet"]));
        var npm = await Report.StepAsync("Asking npm", NpmAsync);
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

    private static async Task<JsonObject> NpmAsync()
    {
        var said = await Shell.RunAsync(Tools.Npm, ["sbom", "--package-lock-only", "--sbom-format", "cyclonedx", "--loglevel", "error"]);
        // npm may print a warning of its configuration first.
        return JsonNode.Parse(said[said.IndexOf('{', StringComparison.Ordinal)..(said.LastIndexOf('}') + 1)])!.AsObject();
    }
}
