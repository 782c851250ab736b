using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using ServerlessRef.Infrastructure.Settings;
using AssetOptions = Amazon.CDK.AWS.S3.Assets.AssetOptions;

namespace ServerlessRef.Infrastructure.Assets;

/// <summary>The published functions and the hash that names each of them in the templates.</summary>
internal sealed record FunctionAssets
{
    /// <summary>Folder and project suffix of every function of the architecture.</summary>
    public static readonly IReadOnlyList<string> FunctionNames = ["Api", "Worker", "Sweeper", "DeadLetter", "Changes", "Notify", "Waitlist", "Promotion"];

    /// <summary>The same for functions of JavaScript.</summary>
    public static readonly IReadOnlyList<string> NodeFunctionNames = ["Thumbnail"];

    public required AssetManifest Manifest { get; init; }

    public required string Architecture { get; init; }

    /// <summary>Absolute.</summary>
    public required string Directory { get; init; }

    /// <summary>Function → hash of its sources.</summary>
    public required IReadOnlyDictionary<string, string> SourceHashes { get; init; }

    /// <summary>Null, and every problem noted, where something to deploy is missing.</summary>
    public static FunctionAssets? Read(string repositoryRoot, DeploymentSettings settings, ICollection<string> problems)
    {
        var directory = Path.GetFullPath(settings.AssetsDirectory, repositoryRoot);
        if (AssetManifest.Read(directory, problems) is not { } manifest)
        {
            return null;
        }

        var missing = FunctionNames
            .SelectMany(name => MissingFiles(Path.Combine(directory, name)))
            .Concat(NodeFunctionNames.Select(name => Path.Combine(directory, name, "index.mjs")).Where(file => !File.Exists(file)))
            .ToList();
        foreach (var file in missing)
        {
            problems.Add($"'{file}' does not exist, although the folder has a manifest. Run 'dotnet dev.cs synth' to publish the functions anew.");
        }

        return missing.Count > 0 ? null : new FunctionAssets
        {
            Manifest = manifest,
            Architecture = settings.Architecture,
            Directory = directory,
            SourceHashes = FunctionNames
                .Select(name => (Name: name, Hash: SourceHash.Compute(repositoryRoot, name, settings.Architecture, manifest.Packages)))
                .Concat(NodeFunctionNames.Select(name => (Name: name, Hash: SourceHash.ComputeNode(repositoryRoot, name, settings.Architecture))))
                .ToDictionary(function => function.Name, function => function.Hash),
        };
    }

    /// <summary>Code whose name in the template depends on its sources, not on the bytes a machine compiled them to.</summary>
    public Code CodeOf(string function) => Code.FromAsset(Path.Combine(Directory, function), new AssetOptions
    {
        AssetHash = SourceHashes[function],
        AssetHashType = AssetHashType.CUSTOM,
    });

    private static IEnumerable<string> MissingFiles(string folder)
    {
        var bootstrap = Path.Combine(folder, "bootstrap");
        if (!File.Exists(bootstrap) && !File.Exists(bootstrap + ".exe"))
        {
            yield return bootstrap;
        }

        var roots = Path.Combine(folder, "aws-roots.pem");
        if (!File.Exists(roots))
        {
            yield return roots;
        }
    }
}
