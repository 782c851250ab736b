using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessRef.Dev;

/// <summary>
/// Some organisations' NuGet feeds hold only part of the gallery. Looks once which of the packages below are missing, and writes
/// what replaces them to artifacts/feed/feed.props, which Directory.Build.props imports. On a complete feed that file is empty.
/// </summary>
internal static partial class FeedGaps
{
    private static string Folder => Repo.At("artifacts", "feed");

    private static string Props => Path.Combine(Folder, "feed.props");

    /// <summary>Official packages that src/standins can replace.</summary>
    private static readonly string[] Replaceable =
    [
        "Amazon.Lambda.Core", "Amazon.Lambda.RuntimeSupport", "Amazon.Lambda.Serialization.SystemTextJson",
        "Amazon.Lambda.APIGatewayEvents", "Amazon.Lambda.SQSEvents", "AWSSDK.SimpleEmailV2", "AWSSDK.SimpleNotificationService", "AWSSDK.SQS", "AWSSDK.StepFunctions",
    ];

    public static bool UsesStandins => File.Exists(Props) && File.ReadAllText(Props).Contains("false</UseOfficialAwsPackages>", StringComparison.Ordinal);

    /// <summary>The framework native function binaries are compiled for.</summary>
    public static string NativeFramework => File.Exists(Props) && File.ReadAllText(Props).Contains("<NativeFunctionFramework>net9.0", StringComparison.Ordinal) ? "net9.0" : "net10.0";

    private static bool _said;

    public static async Task EnsureAsync()
    {
        await Stamp.UnlessCurrentAsync("feed", ["Directory.Packages.props", "global.json"], ["artifacts/feed/feed.props"], Tools.Architecture, LookAsync);
        if (!_said && Replacements().Any())
        {
            _said = true;
            Report.Say($"  This NuGet feed lacks packages: {string.Join("; ", Replacements())} (artifacts/feed/feed.props).");
        }
    }

    private static IEnumerable<string> Replacements()
    {
        if (Directory.Exists(Path.Combine(Folder, "packages")))
        {
            yield return "jsii packages made from npm";
        }

        if (UsesStandins)
        {
            yield return "AWS packages from src/standins";
        }

        if (NativeFramework != "net10.0")
        {
            yield return $"native functions as {NativeFramework}";
        }
    }

    private static async Task LookAsync()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        Directory.CreateDirectory(Folder);
        var versions = PinnedVersions();
        var missing = await Report.StepAsync("Looking at what the NuGet feed holds", () => MissingAsync(
            [.. Replaceable.Select(id => (id, versions[id])), ("Constructs", versions["Constructs"]), ("Amazon.CDK.Asset.AwsCliV1", JsiiPackages.AwsCliVersion)]));

        var jsii = missing.Contains("Constructs") || missing.Contains("Amazon.CDK.Asset.AwsCliV1");
        if (jsii)
        {
            await Report.StepAsync("Making the jsii packages it lacks from npm", () => JsiiPackages.MakeAsync(Path.Combine(Folder, "packages"), versions["Constructs"]));
        }

        var standins = Replaceable.Any(missing.Contains);
        var native = !Tools.CanCompileNatively || await HasNativePackAsync();
        await File.WriteAllTextAsync(Props, Render(jsii, standins, native, missing));
    }

    private static string Render(bool jsii, bool standins, bool native, IReadOnlySet<string> missing)
    {
        var text = new StringBuilder("<Project>\n  <!-- Written by dev.cs: what this NuGet feed lacks");
        text.Append(missing.Count == 0 ? ": nothing" : $" ({string.Join(", ", missing.Order(StringComparer.Ordinal))})").Append(". `dotnet dev.cs clean` deletes it. -->\n  <PropertyGroup>\n");
        if (standins)
        {
            text.Append("    <UseOfficialAwsPackages Condition=\"'$(UseOfficialAwsPackages)' == ''\">false</UseOfficialAwsPackages>\n");
        }

        if (!native)
        {
            text.Append("    <NativeFunctionFramework>net9.0</NativeFunctionFramework>\n");
        }

        if (jsii)
        {
            text.Append("    <RestoreAdditionalProjectSources>$(MSBuildThisFileDirectory)packages</RestoreAdditionalProjectSources>\n");
        }

        if (missing.Count > 0)
        {
            text.Append("    <!-- A partial feed has no advisory data either: an audit would pass without having looked. -->\n    <NuGetAudit>false</NuGetAudit>\n");
        }

        return text.Append("  </PropertyGroup>\n</Project>\n").ToString();
    }

    private static async Task<IReadOnlySet<string>> MissingAsync(IReadOnlyList<(string Id, string Version)> packages)
    {
        var downloads = string.Concat(packages.Select(p => $"<PackageDownload Include=\"{p.Id}\" Version=\"[{p.Version}]\" />"));
        var output = await RestoreProbeAsync("probe", $"<PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>{downloads}</ItemGroup>", ownCache: true);
        var missing = PackageNotFound().Matches(output).Select(m => m.Groups["id"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return output.Contains("error", StringComparison.Ordinal) && missing.Count == 0
            ? throw new DevException($"The NuGet feed could not be asked:\n{output}\nCheck the network and `dotnet nuget list source`, then run this again.")
            : missing;
    }

    private static async Task<bool> HasNativePackAsync()
    {
        var output = await RestoreProbeAsync(
            "probe-native",
            $"<PropertyGroup><TargetFramework>net10.0</TargetFramework><RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier><PublishAot>true</PublishAot></PropertyGroup>", ownCache: false);
        return !output.Contains("error NU", StringComparison.Ordinal);
    }

    /// <param name="ownCache">True: packages this machine once had from elsewhere do not count.</param>
    private static async Task<string> RestoreProbeAsync(string name, string body, bool ownCache)
    {
        var folder = Path.Combine(Folder, name);
        Directory.CreateDirectory(folder);

        // Empty files stop the search for the repository's own: the probe asks about the feed alone.
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), "<Project />");
        }

        var project = Path.Combine(folder, $"{name}.csproj");
        await File.WriteAllTextAsync(project, $"<Project Sdk=\"Microsoft.NET.Sdk\">{body}</Project>");
        string[] cache = ownCache ? ["--packages", Path.Combine(folder, "cache")] : [];
        var result = await Shell.CaptureAsync(Tools.Dotnet, ["restore", project, "-v", "quiet", "-p:NuGetAudit=false", .. cache], folder);
        Directory.Delete(folder, recursive: true);
        return result.ExitCode == 0 ? "" : result.Output;
    }

    private static Dictionary<string, string> PinnedVersions() =>
        PackageVersion().Matches(File.ReadAllText(Repo.At("Directory.Packages.props")))
            .ToDictionary(m => m.Groups["id"].Value, m => m.Groups["version"].Value.Trim('[', ']'), StringComparer.Ordinal);

    [GeneratedRegex("<PackageVersion Include=\"(?<id>[^\"]+)\" Version=\"(?<version>[^\"]+)\"")]
    private static partial Regex PackageVersion();

    // NU1101: no package of that id. NU1102, NU1103: not that version.
    [GeneratedRegex(@"NU110[123]: Unable to find (?:a stable )?package (?<id>[A-Za-z0-9.]*[A-Za-z0-9])")]
    private static partial Regex PackageNotFound();
}
