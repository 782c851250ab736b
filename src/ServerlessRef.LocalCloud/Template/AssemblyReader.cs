using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>Reads a cloud assembly: manifest, templates, asset manifests. Stacks come back in dependency order.</summary>
/// <remarks>Form: https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema.</remarks>
internal static class AssemblyReader
{
    private const string Fix = "Run `dotnet dev.cs synth` to write it anew.";

    // Major 36 is the first one numbered by itself, 55 is what Amazon.CDK.Lib 2.277 writes.
    private const int OldestSchema = 36;
    private const int NewestSchema = 55;

    /// <exception cref="StartupException">The assembly is damaged.</exception>
    public static IReadOnlyList<Stack> Read(string directory)
    {
        var manifestFile = Path.Combine(directory, "manifest.json");
        if (!Directory.Exists(directory))
        {
            throw new StartupException([$"The cloud assembly {directory} does not exist. {Fix}"]);
        }

        if (!File.Exists(manifestFile))
        {
            throw new StartupException([$"The cloud assembly {directory} has no manifest.json. {Fix}"]);
        }

        var manifest = ReadJson(manifestFile);
        CheckSchema(manifestFile, (manifest["version"] as JsonValue)?.ToString());
        var artifacts = manifest["artifacts"] as JsonObject ?? throw Damaged(manifestFile, "it has no \"artifacts\"");
        var assets = new AssetCatalog(directory);
        foreach (var (_, artifact) in OfType(artifacts, "cdk:asset-manifest"))
        {
            var file = Path.Combine(directory, Text(artifact, "file", manifestFile));
            assets.Add(ReadJson(file), file);
        }

        var stacks = InDependencyOrder(artifacts).Select(id => ReadStack(directory, manifestFile, id, (JsonObject)artifacts[id]!, assets)).ToList();
        if (stacks.Count == 0)
        {
            throw Damaged(manifestFile, "it lists no stack");
        }

        return stacks;
    }

    private static Stack ReadStack(string directory, string manifestFile, string id, JsonObject artifact, AssetCatalog assets)
    {
        var environment = (artifact["environment"] as JsonValue)?.ToString() ?? "";
        var region = environment.Split('/')[^1];
        if (region.Length == 0 || region == "unknown-region")
        {
            throw new StartupException([$"{manifestFile}: stack {id} has the environment \"{environment}\", which names no region. Give the stack a region (context key `region`) and run `dotnet dev.cs synth`."]);
        }

        var template = ReadJson(Path.Combine(directory, Text(artifact, "templateFile", manifestFile)));
        var name = (artifact["properties"]?["stackName"] as JsonValue)?.ToString() ?? id;
        return new Stack(name, region, template, assets, ConstructPaths(directory, artifact));
    }

    private static Dictionary<string, string> ConstructPaths(string directory, JsonObject artifact)
    {
        var metadata = artifact["metadata"] as JsonObject;
        if ((artifact["additionalMetadataFile"] as JsonValue)?.ToString() is { } file)
        {
            metadata = ReadJson(Path.Combine(directory, file));
        }

        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, entries) in metadata ?? [])
        {
            foreach (var entry in entries as JsonArray ?? [])
            {
                if (entry?["type"]?.ToString() == "aws:cdk:logicalId" && entry["data"]?.ToString() is { } logicalId)
                {
                    paths[logicalId] = path.TrimStart('/');
                }
            }
        }

        return paths;
    }

    private static List<string> InDependencyOrder(JsonObject artifacts)
    {
        var stacks = OfType(artifacts, "aws:cloudformation:stack").ToDictionary(s => s.Id, s => s.Artifact, StringComparer.Ordinal);
        var ordered = new List<string>();
        var visited = new HashSet<string>(StringComparer.Ordinal);

        void Visit(string id)
        {
            if (!stacks.TryGetValue(id, out var artifact) || !visited.Add(id))
            {
                return;
            }

            foreach (var dependency in artifact["dependencies"] as JsonArray ?? [])
            {
                Visit(dependency?.ToString() ?? "");
            }

            ordered.Add(id);
        }

        foreach (var id in stacks.Keys)
        {
            Visit(id);
        }

        return ordered;
    }

    private static IEnumerable<(string Id, JsonObject Artifact)> OfType(JsonObject artifacts, string type) =>
        from entry in artifacts
        where entry.Value is JsonObject artifact && artifact["type"]?.ToString() == type
        select (entry.Key, (JsonObject)entry.Value!);

    private static void CheckSchema(string file, string? version)
    {
        var known = string.Create(CultureInfo.InvariantCulture, $"{OldestSchema} to {NewestSchema}");
        if (version is null || !int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major))
        {
            throw Damaged(file, $"its schema version is \"{version}\"; this local cloud reads {known}");
        }

        if (major is < OldestSchema or > NewestSchema)
        {
            throw new StartupException([$"{file} has schema version {version}; this local cloud reads {known}. Use the Amazon.CDK.Lib version of Directory.Packages.props, then run `dotnet dev.cs synth`."]);
        }
    }

    private static string Text(JsonObject artifact, string property, string file) =>
        (artifact["properties"]?[property] as JsonValue)?.ToString() ?? throw Damaged(file, $"an artifact has no \"{property}\"");

    private static JsonObject ReadJson(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw Damaged(file, "it is not a JSON object");
        }
        catch (JsonException e)
        {
            throw Damaged(file, $"it is not valid JSON: {e.Message}");
        }
        catch (FileNotFoundException)
        {
            throw new StartupException([$"The cloud assembly names {file}, which does not exist. {Fix}"]);
        }
    }

    private static StartupException Damaged(string file, string what) => new([$"{file} is damaged: {what}. {Fix}"]);
}
