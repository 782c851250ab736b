using System.IO.Compression;
using System.Text;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Provisioning;

/// <summary>The files of a bucket deployment, by key without prefix, markers replaced; a later source wins over an earlier one.</summary>
internal static class DeploymentFiles
{
    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(BucketDeployment deployment, CancellationToken ct)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var source in deployment.Sources)
        {
            await foreach (var (name, content) in ReadAsync(source, ct))
            {
                if (IsTaken(name, deployment))
                {
                    files[name] = Replace(content, source.Markers);
                }
            }
        }

        return files;
    }

    /// <summary>Patterns are those of <c>aws s3 sync</c>, where a star also matches slashes; what is excluded is neither written nor pruned.</summary>
    public static bool IsTaken(string name, BucketDeployment deployment) =>
        !deployment.Exclude.Any(pattern => Glob.Matches(pattern, name)) || deployment.Include.Any(pattern => Glob.Matches(pattern, name));

    private static async IAsyncEnumerable<(string Name, byte[] Content)> ReadAsync(
        DeploymentSource source,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (Directory.Exists(source.Path))
        {
            foreach (var file in Directory.EnumerateFiles(source.Path, "*", SearchOption.AllDirectories))
            {
                yield return (Path.GetRelativePath(source.Path, file).Replace('\\', '/'), await File.ReadAllBytesAsync(file, ct));
            }

            yield break;
        }

        if (!File.Exists(source.Path))
        {
            throw new StartupException([$"The source of a bucket deployment is missing: {source.Path} is neither a folder nor a zip file. Synthesize again."]);
        }

        await using var zip = await ZipFile.OpenReadAsync(source.Path, ct);
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            await using var content = await entry.OpenAsync(ct);
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, ct);
            yield return (entry.FullName, copy.ToArray());
        }
    }

    // As CDK's own deployment function: bytes for bytes in every file of a source that has markers.
    private static byte[] Replace(byte[] content, IReadOnlyDictionary<string, string> markers)
    {
        foreach (var (marker, value) in markers)
        {
            content = Replace(content, Encoding.UTF8.GetBytes(marker), Encoding.UTF8.GetBytes(value));
        }

        return content;
    }

    private static byte[] Replace(byte[] content, byte[] marker, byte[] value)
    {
        var next = content.AsSpan().IndexOf(marker);
        if (next < 0)
        {
            return content;
        }

        using var result = new MemoryStream();
        var start = 0;
        for (; next >= 0; next = content.AsSpan(start).IndexOf(marker))
        {
            result.Write(content, start, next);
            result.Write(value);
            start += next + marker.Length;
        }

        result.Write(content, start, content.Length - start);
        return result.ToArray();
    }
}
