using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ServerlessRef.Shared;

namespace ServerlessRef.Architecture;

/// <summary>What is built from is pinned, and what builds may do little.</summary>
public partial class SupplyChainTests
{
    public static TheoryData<string> Workflows => [.. RepositoryFiles.Find(".github/workflows", ".yml").Select(RepositoryFiles.Relative)];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void EveryAction_IsPinnedByCommit(string workflow)
    {
        var uses = Uses().Matches(Read(workflow)).Select(m => m.Groups["action"].Value.Trim()).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, action => Assert.Matches(@"^(\./\S+|[\w.-]+/[\w./-]+@[0-9a-f]{40} # v[0-9.]+)$", action));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void EveryWorkflow_MayReadTheSources_AndNothingElseButTheIdentityTokenOfADeployment(string workflow)
    {
        var text = Read(workflow);

        Assert.Matches(@"(?m)^permissions:\n  contents: read\n\n", text);
        Assert.All(Permission().Matches(text).Select(m => m.Value.Trim()), permission => Assert.Contains(permission, (string[])["contents: read", "id-token: write"]));
        Assert.DoesNotContain("write-all", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void NoCheckout_LeavesCredentialsBehind_AndNoScriptContainsWhatOthersWrote(string workflow)
    {
        var text = Read(workflow);

        Assert.Equal(Regex.Count(text, "actions/checkout@"), Regex.Count(text, "persist-credentials: false"));
        Assert.All(Scripts(text), script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
    }

    [Fact]
    public void ContinuousIntegration_KeepsTheBillOfMaterials_AndAsksForVulnerabilities()
    {
        var text = Read(".github/workflows/ci.yml");

        Assert.Contains("run: dotnet dev.cs sbom", text, StringComparison.Ordinal);
        Assert.Contains("path: artifacts/sbom/serverlessref.cdx.json", text, StringComparison.Ordinal);
        Assert.Contains("run: dotnet dev.cs audit", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("src/ServerlessRef.Thumbnail/")]
    public void EveryNpmPackage_IsNamedByOneVersion_AndLockedByItsHash(string folder)
    {
        using var package = JsonDocument.Parse(Read(folder + "package.json"));
        using var locked = JsonDocument.Parse(Read(folder + "package-lock.json"));
        var named = new[] { "dependencies", "devDependencies", "optionalDependencies" }
            .Where(kind => package.RootElement.TryGetProperty(kind, out _))
            .SelectMany(kind => package.RootElement.GetProperty(kind).EnumerateObject())
            .ToList();

        Assert.NotEmpty(named);
        Assert.All(named, dependency => Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+(-[\w.]+)?$", dependency.Value.GetString()));
        Assert.All(
            locked.RootElement.GetProperty("packages").EnumerateObject().Where(entry => entry.Name.Length > 0),
            entry => Assert.StartsWith("sha512-", entry.Value.GetProperty("integrity").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void NoInstallScript_OfAnyNpmPackage_IsRun()
    {
        var calls = RepositoryFiles.Find("eng", ".cs").SelectMany(file => NpmCall().Matches(File.ReadAllText(file)).Select(m => m.Groups["arguments"].Value)).ToList();

        Assert.Contains(calls, call => call.StartsWith("\"ci\"", StringComparison.Ordinal));
        Assert.All(calls, call => Assert.Matches("^\"(sbom|audit|--version)\"|\"--ignore-scripts\"", call));
    }

    [Fact]
    public void TheLocalCloudsPackages_AreLocked_AtTheVersionsThatAreNamed()
    {
        using var locked = JsonDocument.Parse(Read("src/ServerlessRef.LocalCloud/packages.lock.json"));
        var versions = XDocument.Parse(Read("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(e => (string)e.Attribute("Include")!, e => ((string)e.Attribute("Version")!).Trim('[', ']'), StringComparer.OrdinalIgnoreCase);
        var direct = locked.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
            .Where(entry => entry.Value.GetProperty("type").GetString() == "Direct").ToList();

        Assert.Contains(direct, entry => entry.Name == "Microsoft.IdentityModel.JsonWebTokens");
        Assert.All(direct, entry => Assert.Equal(versions[entry.Name], entry.Value.GetProperty("resolved").GetString()));
    }

    [Fact]
    public void TheReportOfPrivileges_HasEveryFunctionAndTheSchedule_AndNothingUnexplained()
    {
        var report = Read("docs/least-privilege.md");

        Assert.All(["Api/Role", "Covers/Thumbnail/Role", "DeadLetter/Role", "Notifications/Changes/Role", "Notifications/Notify/Role", "Line/Waitlist/Role", "Notifications/Pipe/Role", "Promotions/Promotion/Role", "Sweeper/Role", "SweeperSchedule/Role", "Worker/Role"], role => Assert.Contains($"## {role}\n", report, StringComparison.Ordinal));
        Assert.DoesNotContain("**never**", report, StringComparison.Ordinal);
    }

    private static string Read(string path) => File.ReadAllText(RepositoryFiles.At(path.Split('/'))).ReplaceLineEndings("\n");

    /// <summary>What stands behind <c>run:</c>, on its line or indented below it.</summary>
    private static IEnumerable<string> Scripts(string workflow) => Script().Matches(workflow).Select(m => m.Value);

    [GeneratedRegex(@"^\s*(?:- )?uses:(?<action>.*)$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"^ +[a-z-]+: (?:read|write)$", RegexOptions.Multiline)]
    private static partial Regex Permission();

    [GeneratedRegex(@"^(?<indent> *)(?:- )?run: (?:\|\n(?:\k<indent>  +.*\n|\n)+|.*$)", RegexOptions.Multiline)]
    private static partial Regex Script();

    [GeneratedRegex(@"Tools\.Npm,\s*\[(?<arguments>[^\]]*)\]")]
    private static partial Regex NpmCall();
}
