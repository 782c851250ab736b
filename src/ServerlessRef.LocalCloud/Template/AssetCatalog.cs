using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>Where the files lie that a deployment would upload: found by the key templates name them with.</summary>
internal sealed class AssetCatalog(string directory)
{
    private readonly Dictionary<string, string> _pathByObjectKey = new(StringComparer.Ordinal);

    public void Add(JsonObject assetManifest, string file)
    {
        foreach (var (id, asset) in assetManifest["files"] as JsonObject ?? [])
        {
            var path = asset?["source"]?["path"]?.ToString();
            var destinations = asset?["destinations"] as JsonObject;
            if (path is null || destinations is null)
            {
                throw new StartupException([$"{file} is damaged: asset {id} has no source path or no destinations. Run `dotnet dev.cs synth` to write it anew."]);
            }

            foreach (var (_, destination) in destinations)
            {
                if (destination?["objectKey"]?.ToString() is { } key)
                {
                    _pathByObjectKey[key] = Path.GetFullPath(Path.Combine(directory, path));
                }
            }
        }
    }

    /// <returns>An existing folder or zip.</returns>
    /// <exception cref="TemplateException">The key is unknown or its files are gone.</exception>
    public string Find(string objectKey)
    {
        if (!_pathByObjectKey.TryGetValue(objectKey, out var path))
        {
            throw new TemplateException($"no asset manifest of the assembly has the object key \"{objectKey}\". Run `dotnet dev.cs synth` to write the assembly anew");
        }

        if (!Directory.Exists(path) && !File.Exists(path))
        {
            throw new TemplateException($"its asset {path} does not exist. Run `dotnet dev.cs synth` to write the assembly anew");
        }

        return path;
    }
}
