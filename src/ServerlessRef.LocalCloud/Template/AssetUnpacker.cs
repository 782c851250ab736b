using System.IO.Compression;
using System.Security.Cryptography;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>Gives code as a folder: folders of the assembly as they are, zips unpacked once for each content.</summary>
internal static class AssetUnpacker
{
    public static string AsDirectory(string asset, string unpackDirectory)
    {
        if (Directory.Exists(asset))
        {
            return asset;
        }

        using var stream = File.OpenRead(asset);
        var target = Path.Combine(unpackDirectory, Convert.ToHexStringLower(SHA256.HashData(stream))[..32]);
        if (Directory.Exists(target))
        {
            return target;
        }

        // Unpacked beside and renamed: a start that is killed half way leaves nothing that looks complete.
        var partial = $"{target}.{Environment.ProcessId}.partial";
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        try
        {
            ZipFile.ExtractToDirectory(asset, partial);
        }
        catch (InvalidDataException e)
        {
            throw new TemplateException($"its asset {asset} is not a readable zip ({e.Message}). Run `dotnet dev.cs synth` to write the assembly anew");
        }

        try
        {
            Directory.Move(partial, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another process unpacked the same content in the meantime; the content decides the name, so its copy is as good.
            Directory.Delete(partial, recursive: true);
        }

        return target;
    }
}
