using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ServerlessRef.Dev;

/// <summary>NuGet packages as components of a bill of materials, read from what `dotnet restore` resolved for every project.</summary>
internal sealed class NuGetComponents
{
    private readonly SortedDictionary<string, Package> _packages = new(StringComparer.OrdinalIgnoreCase);

    private NuGetComponents()
    {
    }

    /// <summary>Resolved names and versions, as in <c>AWSSDK.Core@4.0.102.18</c>.</summary>
    public IReadOnlyCollection<string> References => _packages.Keys;

    public static NuGetComponents Read()
    {
        var components = new NuGetComponents();
        foreach (var folder in new[] { "src", "test" })
        {
            foreach (var project in Directory.EnumerateFiles(Repo.At(folder), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var name = Path.GetFileNameWithoutExtension(project);
                var assets = Repo.At("artifacts", "jit", "obj", name, "project.assets.json");
                components.Add(name, folder == "src", JsonNode.Parse(File.ReadAllText(assets))!);
            }
        }

        return components;
    }

    public IEnumerable<JsonObject> Components() => _packages.Select(entry => new JsonObject
    {
        ["bom-ref"] = entry.Key,
        ["type"] = "library",
        ["name"] = entry.Value.Name,
        ["version"] = entry.Value.Version,
        // Excluded: builds and tests with it, but nothing of it is deployed or run by users.
        ["scope"] = entry.Value.IsRunBySource ? "required" : "excluded",
        ["purl"] = $"pkg:nuget/{entry.Value.Name}@{entry.Value.Version}",
        ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = entry.Value.Sha512 }),
        ["licenses"] = License(entry.Value) is { } license ? new JsonArray(license) : [],
        ["properties"] = new JsonArray([.. entry.Value.Projects.Order(StringComparer.Ordinal).Select(project => new JsonObject { ["name"] = "serverlessref:project", ["value"] = project })]),
    });

    public IEnumerable<JsonObject> Dependencies() => _packages.Select(entry => new JsonObject
    {
        ["ref"] = entry.Key,
        ["dependsOn"] = new JsonArray([.. entry.Value.DependsOn.Order(StringComparer.Ordinal).Select(id => JsonValue.Create(id))]),
    });

    private void Add(string project, bool isSource, JsonNode assets)
    {
        var libraries = assets["libraries"]!.AsObject();
        var folder = assets["packageFolders"]!.AsObject().First().Key;
        foreach (var (_, target) in assets["targets"]!.AsObject())
        {
            var resolved = target!.AsObject().ToDictionary(e => e.Key.Split('/')[0], e => Reference(e.Key), StringComparer.OrdinalIgnoreCase);
            foreach (var (key, use) in target.AsObject().Where(e => e.Value?["type"]?.ToString() == "package"))
            {
                if (!_packages.TryGetValue(Reference(key), out var package))
                {
                    var library = libraries[key]!;
                    package = new Package(key.Split('/')[0], key.Split('/')[1], Convert.ToHexStringLower(Convert.FromBase64String(library["sha512"]!.ToString())), Path.Combine(folder, library["path"]!.ToString()));
                    _packages.Add(Reference(key), package);
                }

                package.Projects.Add(project);
                package.IsRunBySource |= isSource && (use!["runtime"] is not null || use["runtimeTargets"] is not null);
                package.DependsOn.UnionWith((use!["dependencies"]?.AsObject() ?? []).Where(d => resolved.ContainsKey(d.Key)).Select(d => resolved[d.Key]));
            }
        }
    }

    private static string Reference(string nameAndVersion) => nameAndVersion.Replace('/', '@');

    /// <summary>As the package's own description says: an SPDX expression, or nothing.</summary>
    private static JsonObject? License(Package package)
    {
        var description = Directory.EnumerateFiles(package.Folder, "*.nuspec").FirstOrDefault();
        var license = description is null ? null : XDocument.Load(description).Descendants().FirstOrDefault(e => e.Name.LocalName == "license" && (string?)e.Attribute("type") == "expression");
        return license is null ? null : new JsonObject { ["expression"] = license.Value };
    }

    private sealed record Package(string Name, string Version, string Sha512, string Folder)
    {
        public HashSet<string> Projects { get; } = [];

        public HashSet<string> DependsOn { get; } = [];

        public bool IsRunBySource { get; set; }
    }
}
