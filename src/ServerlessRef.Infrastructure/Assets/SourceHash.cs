using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace ServerlessRef.Infrastructure.Assets;

/// <summary>
/// Names a function's binary by what it is made from: its sources, projects, package versions, SDK and architecture.
/// The binary itself carries compiler strings and differs between machines, so hashing it would make templates differ too.
/// BCL only: dev.cs includes this file to know whether a published binary is current.
/// </summary>
public static class SourceHash
{
    private static readonly string[] InheritedFiles =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json"];

    private static readonly string[] OutputFolders = ["bin", "obj", "node_modules"];

    /// <summary>64 lower-case hexadecimal digits; the same in every folder, with every line ending, on every machine.</summary>
    /// <param name="repositoryRoot">Folder that holds <c>src</c>.</param>
    /// <param name="functionName">For example <c>Api</c>: the project is <c>src/ServerlessRef.Api</c>.</param>
    /// <param name="architecture"><c>x86_64</c> or <c>arm64</c>.</param>
    /// <param name="packages"><c>official</c> or <c>standins</c>: decides which projects belong to the function.</param>
    /// <exception cref="FileNotFoundException">A project or an import does not exist; the message names it and who asks for it.</exception>
    public static string Compute(string repositoryRoot, string functionName, string architecture, string packages)
    {
        var root = Path.GetFullPath(repositoryRoot);
        var project = Path.Combine(root, "src", $"ServerlessRef.{functionName}", $"ServerlessRef.{functionName}.csproj");
        var files = Closure(root, project, packages)
            .ToDictionary(file => Path.GetRelativePath(root, file).Replace('\\', '/'), file => file, StringComparer.Ordinal);

        return Hash($"{functionName}|{architecture}|{packages}", files);
    }

    /// <summary>The same for a function of JavaScript, whose folder holds all it is made from: sources, and the lock file that names each package by its hash.</summary>
    /// <inheritdoc cref="Compute"/>
    public static string ComputeNode(string repositoryRoot, string functionName, string architecture)
    {
        var folder = Path.Combine(Path.GetFullPath(repositoryRoot), "src", $"ServerlessRef.{functionName}");
        var files = SourcesOf(folder).ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), file => file, StringComparer.Ordinal);
        return Hash($"{functionName}|{architecture}|node", files);
    }

    private static string Hash(string kind, Dictionary<string, string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Encoding.UTF8.GetBytes(kind));
        foreach (var (name, file) in files.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(name));
            Append(hash, WithoutCarriageReturns(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Every file that takes part in building a function, as full paths.</summary>
    private static HashSet<string> Closure(string root, string project, string packages)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<(string File, string AskedBy)>([(project, "the function")]);
        var seen = new HashSet<string>(StringComparer.Ordinal);

        while (waiting.TryPop(out var next))
        {
            if (!seen.Add(next.File))
            {
                continue;
            }

            if (!File.Exists(next.File))
            {
                throw new FileNotFoundException($"'{next.File}' does not exist, but {next.AskedBy} needs it. Correct the path, or restore the file.", next.File);
            }

            files.Add(next.File);
            if (next.File.EndsWith(".csproj", StringComparison.Ordinal))
            {
                files.UnionWith(SourcesOf(Path.GetDirectoryName(next.File)!));
                files.UnionWith(InheritedBy(root, Path.GetDirectoryName(next.File)!));
            }

            foreach (var reference in References(next.File, packages))
            {
                waiting.Push((reference, $"'{next.File}'"));
            }
        }

        return files;
    }

    private static IEnumerable<string> SourcesOf(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            // Editors' own files (.swp, .user, backups) are no sources.
            if (!Path.GetFileName(file).StartsWith('.') && !file.EndsWith(".user", StringComparison.Ordinal) && !file.EndsWith('~'))
            {
                yield return file;
            }
        }

        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            var name = Path.GetFileName(child);
            if (OutputFolders.Contains(name, StringComparer.Ordinal) || name.StartsWith('.'))
            {
                continue;
            }

            foreach (var file in SourcesOf(child))
            {
                yield return file;
            }
        }
    }

    /// <summary>What MSBuild finds by itself in the project's folder and those above it, up to the repository's.</summary>
    private static IEnumerable<string> InheritedBy(string root, string folder)
    {
        for (var current = folder; current is not null && current.Length >= root.Length; current = Path.GetDirectoryName(current))
        {
            foreach (var file in InheritedFiles.Select(name => Path.Combine(current, name)).Where(File.Exists))
            {
                yield return file;
            }
        }
    }

    /// <summary>Projects and imports a file names, conditions on the package flavour taken into account.</summary>
    private static List<string> References(string file, string packages)
    {
        var folder = Path.GetDirectoryName(file)!;
        return XDocument.Load(file).Descendants()
            .Where(element => element.AncestorsAndSelf().All(each => Applies((string?)each.Attribute("Condition"), packages)))
            .Select(element => element.Name.LocalName switch
            {
                "ProjectReference" => (string?)element.Attribute("Include"),
                "Import" => (string?)element.Attribute("Project"),
                _ => null,
            })
            .OfType<string>()
            .Select(path => path.Replace("$(MSBuildThisFileDirectory)", folder + "/", StringComparison.Ordinal))
            // A property function or another property: such an import is inherited and found above.
            .Where(path => !path.Contains("$(", StringComparison.Ordinal) && !path.Contains("$([", StringComparison.Ordinal))
            .Select(path => Path.GetFullPath(path.Replace('\\', '/'), folder))
            .ToList();
    }

    /// <summary>A condition about anything else counts as met: a file too many costs an upload, one too few deploys stale code.</summary>
    private static bool Applies(string? condition, string packages)
    {
        if (condition is null || !condition.Contains("$(UseOfficialAwsPackages)", StringComparison.Ordinal))
        {
            return true;
        }

        var isOfficial = packages == "official";
        var wantsEqual = condition.Contains("==", StringComparison.Ordinal);
        var wantsTrue = condition.Contains("'true'", StringComparison.OrdinalIgnoreCase);
        return wantsEqual == (wantsTrue == isOfficial);
    }

    private static byte[] WithoutCarriageReturns(byte[] content) => [.. content.Where(each => each != (byte)'\r')];

    private static void Append(IncrementalHash hash, byte[] part)
    {
        // The length first, so that no two lists of parts give the same stream.
        hash.AppendData(Encoding.UTF8.GetBytes($"{part.Length}:"));
        hash.AppendData(part);
    }
}
