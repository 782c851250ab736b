using System.Text.Json.Nodes;

namespace ServerlessRef.Checks.Templates;

/// <summary>Reads synthesized assemblies: one folder each, named after its settings.</summary>
internal static class TemplateFolder
{
    public static IReadOnlyList<Template> Read(string folder)
    {
        var assemblies = Directory.Exists(folder) ? Directory.GetDirectories(folder).Where(each => File.Exists(Path.Combine(each, "manifest.json"))).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        var templates = assemblies.SelectMany(ReadAssembly).ToList();
        return templates.Count > 0
            ? templates
            : throw new CheckException($"There is no synthesized template below '{folder}'. `dotnet dev.cs check` synthesizes them before it reads them.");
    }

    private static IEnumerable<Template> ReadAssembly(string folder)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")))!;
        foreach (var (name, artifact) in manifest["artifacts"]!.AsObject().OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            if ((string?)artifact!["type"] == "aws:cloudformation:stack")
            {
                yield return new Template(
                    Path.GetFileName(folder),
                    name,
                    JsonNode.Parse(File.ReadAllText(Path.Combine(folder, (string)artifact["properties"]!["templateFile"]!)))!.AsObject(),
                    (bool?)artifact["properties"]!["terminationProtection"] ?? false);
            }
        }
    }
}
