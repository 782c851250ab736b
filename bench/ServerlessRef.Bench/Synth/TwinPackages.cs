using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ServerlessRef.Bench.Synth;

/// <summary>The npm packages jsii unpacks for C#, unpacked for JavaScript: both run the same files.</summary>
internal static class TwinPackages
{
    /// <param name="appFolder">Where the built app and what it refers to lie.</param>
    /// <param name="target">Gets a node_modules folder.</param>
    public static void Unpack(string appFolder, string target)
    {
        foreach (var assembly in Directory.EnumerateFiles(appFolder, "*.dll"))
        {
            using var file = new PEReader(File.OpenRead(assembly));
            if (!file.HasMetadata || PackageIn(file) is not { } package)
            {
                continue;
            }

            using var unzipped = new GZipStream(package, CompressionMode.Decompress);
            Unpack(unzipped, target);
        }
    }

    private static void Unpack(Stream tar, string target)
    {
        var folder = Path.Combine(target, "incoming");
        Directory.CreateDirectory(folder);
        TarFile.ExtractToDirectory(tar, folder, overwriteFiles: true);
        var name = System.Text.Json.JsonElement.Parse(File.ReadAllText(Path.Combine(folder, "package", "package.json"))).GetProperty("name").GetString()!;
        var place = Path.Combine(target, "node_modules", name.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        Directory.Move(Path.Combine(folder, "package"), place);
        Directory.Delete(folder);
    }

    private static MemoryStream? PackageIn(PEReader file)
    {
        var metadata = file.GetMetadataReader();
        var resources = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (resource.Implementation.IsNil && metadata.GetString(resource.Name).EndsWith(".tgz", StringComparison.OrdinalIgnoreCase))
            {
                // Its length comes first (ECMA-335, II.6.2.2).
                var bytes = resources.GetReader((int)resource.Offset, resources.Length - (int)resource.Offset);
                return new MemoryStream(bytes.ReadBytes(bytes.ReadInt32()));
            }
        }

        return null;
    }
}
