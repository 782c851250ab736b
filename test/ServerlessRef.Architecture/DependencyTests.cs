using System.Xml.Linq;
using ServerlessRef.Shared;

namespace ServerlessRef.Architecture;

/// <summary>The table of docs/architecture.md: who may reference whom. A new project needs a row here and an ADR.</summary>
public class DependencyTests
{
    private const string Standins = "standins";

    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new(StringComparer.Ordinal)
    {
        ["ServerlessRef.Domain"] = ([], []),
        ["ServerlessRef.Functions"] = (["ServerlessRef.Domain", Standins], ["AWSSDK.*", "Amazon.Lambda.*"]),
        ["ServerlessRef.Api"] = (["ServerlessRef.Domain", "ServerlessRef.Functions", Standins], ["AWSSDK.*", "Amazon.Lambda.*"]),
        ["ServerlessRef.Worker"] = (["ServerlessRef.Domain", "ServerlessRef.Functions", Standins], ["AWSSDK.*", "Amazon.Lambda.*"]),
        ["ServerlessRef.Sweeper"] = (["ServerlessRef.Domain", "ServerlessRef.Functions", Standins], ["AWSSDK.*", "Amazon.Lambda.*"]),
        ["ServerlessRef.DeadLetter"] = (["ServerlessRef.Domain", "ServerlessRef.Functions", Standins], ["AWSSDK.*", "Amazon.Lambda.*"]),
        ["ServerlessRef.Changes"] = (["ServerlessRef.Domain", "ServerlessRef.Functions", Standins], ["AWSSDK.*", "Amazon.Lambda.*"]),
        ["ServerlessRef.Notify"] = (["ServerlessRef.Domain", "ServerlessRef.Functions", Standins], ["AWSSDK.*", "Amazon.Lambda.*"]),
        ["ServerlessRef.Promotion"] = (["ServerlessRef.Domain", "ServerlessRef.Functions", Standins], ["AWSSDK.*", "Amazon.Lambda.*"]),
        ["ServerlessRef.Waitlist"] = (["ServerlessRef.Domain", "ServerlessRef.Functions", Standins], ["AWSSDK.*", "Amazon.Lambda.*"]),
        ["ServerlessRef.Infrastructure"] = (["ServerlessRef.Domain"], ["Amazon.CDK.Lib", "Constructs"]),
        ["ServerlessRef.Checks"] = ([], []),
        ["ServerlessRef.LocalCloud"] = ([], ["Microsoft.IdentityModel.JsonWebTokens"]),
    };

    public static TheoryData<string> Projects => [.. RepositoryFiles.Find("src", ".csproj").Select(RepositoryFiles.Relative)];

    [Fact]
    public void Up_BuildsEveryFunction()
    {
        var filter = File.ReadAllText(RepositoryFiles.At("eng", "Up.slnf"));
        var functions = RepositoryFiles.Find("src", ".csproj").Where(project => File.ReadAllText(project).Contains("Function.props", StringComparison.Ordinal)).Select(RepositoryFiles.Relative).ToList();

        Assert.NotEmpty(functions);
        Assert.All(functions, function => Assert.Contains($"\"{function.Replace('\\', '/')}\"", filter, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnlyWhatTheTableAllows(string project)
    {
        if (project.StartsWith("src/standins/", StringComparison.Ordinal))
        {
            Assert.All(ProjectReferences(project), name => Assert.Equal(Standins, name));
            Assert.All(PackageReferences(project), name => Assert.Equal("AWSSDK.Core", name));
            return;
        }

        Assert.True(Allowed.TryGetValue(Path.GetFileNameWithoutExtension(project), out var allowed), $"{project} has no row in this table.");
        Assert.All(ProjectReferences(project), name => Assert.Contains(name, allowed.Projects));
        Assert.All(PackageReferences(project), name => Assert.Contains(allowed.Packages, pattern => Matches(name, pattern)));
    }

    [Fact]
    public void Infrastructure_UsesOnlyTheContractsOfTheDomain()
    {
        var offending = RepositoryFiles.Find("src/ServerlessRef.Infrastructure", ".cs")
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith("using ServerlessRef.Domain", StringComparison.Ordinal) && line != "using ServerlessRef.Domain.Contracts;"));

        Assert.Empty(offending.Select(RepositoryFiles.Relative));
    }

    [Fact]
    public void EveryProjectOfTheSolution_Exists_AndEveryProjectIsInIt()
    {
        var solution = File.ReadAllText(RepositoryFiles.At("ServerlessRef.sln")).Replace('\\', '/');
        var projects = RepositoryFiles.Find("src", ".csproj").Concat(RepositoryFiles.Find("test", ".csproj")).Select(RepositoryFiles.Relative);

        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    // A project and the .props files it imports by a relative path.
    private static IEnumerable<XElement> Items(string project, string item)
    {
        var file = RepositoryFiles.At(project);
        var document = XDocument.Load(file);
        var imported = document.Descendants("Import")
            .Select(import => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, (string)import.Attribute("Project")!)))
            .Select(XDocument.Load);
        return new[] { document }.Concat(imported).SelectMany(d => d.Descendants(item));
    }

    private static IEnumerable<string> ProjectReferences(string project) =>
        Items(project, "ProjectReference").Select(reference =>
            ((string)reference.Attribute("Include")!).Replace('\\', '/') is var path && (path.Contains("standins/", StringComparison.Ordinal) || project.Contains("/standins/", StringComparison.Ordinal))
                ? Standins
                : Path.GetFileNameWithoutExtension(path));

    private static IEnumerable<string> PackageReferences(string project) =>
        Items(project, "PackageReference").Select(reference => (string)reference.Attribute("Include")!);

    private static bool Matches(string name, string pattern) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;
}
