using System.Text.Json.Nodes;

namespace ServerlessRef.Shared;

/// <summary>A cloud assembly of one's own to damage; deleted with it.</summary>
public sealed class AssemblyCopy : IDisposable
{
    private AssemblyCopy(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>The assembly under test: native where the run could build it, else the laptop's.</summary>
    public static string Source => Environment.GetEnvironmentVariable("SERVERLESSREF_CDK_OUT") is { Length: > 0 } folder
        ? folder
        : RepositoryFiles.At("artifacts", "local", "cdk.out");

    /// <param name="source">The assembly to copy; null: the one under test.</param>
    public static AssemblyCopy Create(string? source = null)
    {
        source ??= Source;
        var folder = Directory.CreateTempSubdirectory("serverlessref-assembly-").FullName;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new AssemblyCopy(folder);
    }

    /// <summary>Edits the resource of the service stack whose construct path ends so, for example <c>Api/Resource</c>.</summary>
    public AssemblyCopy Edit(string type, Func<string, bool> path, Action<JsonObject> edit)
    {
        var edited = 0;
        foreach (var file in Directory.EnumerateFiles(Folder, "*.template.json"))
        {
            var template = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            foreach (var (_, resource) in template["Resources"]!.AsObject())
            {
                if ((string?)resource!["Type"] == type && path((string?)resource["Metadata"]?["aws:cdk:path"] ?? ""))
                {
                    edit(resource["Properties"]!.AsObject());
                    edited++;
                }
            }

            File.WriteAllText(file, template.ToJsonString());
        }

        return edited > 0 ? this : throw new InvalidOperationException($"No {type} was found to edit: the test no longer fits the template.");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
