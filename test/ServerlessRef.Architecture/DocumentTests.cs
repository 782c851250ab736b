using System.Text.RegularExpressions;
using ServerlessRef.Shared;

namespace ServerlessRef.Architecture;

public partial class DocumentTests
{
    public static TheoryData<string> Documents => [.. RepositoryFiles.Find("", ".md").Select(RepositoryFiles.Relative)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryRelativeLink_LeadsSomewhere(string document)
    {
        var folder = Path.GetDirectoryName(RepositoryFiles.At(document))!;
        var broken = Link().Matches(File.ReadAllText(RepositoryFiles.At(document)))
            .Select(m => m.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !File.Exists(Path.Combine(folder, target)) && !Directory.Exists(Path.Combine(folder, target)));

        Assert.Empty(broken);
    }

    [Fact]
    public void EveryDecisionRecord_IsInTheIndex()
    {
        var index = File.ReadAllText(RepositoryFiles.At("docs", "adr", "README.md"));
        var records = RepositoryFiles.Find("docs/adr", ".md").Select(file => Path.GetFileName(file)!).Where(name => name != "README.md").ToList();

        Assert.NotEmpty(records);
        Assert.All(records, name => Assert.Contains($"({name})", index, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryRowOfTheFidelityTable_NamesATestThatExists()
    {
        var tests = RepositoryFiles.Find("test", ".cs")
            .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(m => $"{Path.GetFileNameWithoutExtension(file)}.{m.Groups["name"].Value}"))
            .ToHashSet(StringComparer.Ordinal);
        var rows = File.ReadLines(RepositoryFiles.At("docs", "fidelity.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Where(line => !HeaderRow().IsMatch(line))
            .ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            var named = TestName().Matches(row).Select(m => m.Groups["test"].Value).ToList();
            Assert.True(named.Count > 0, $"No test named in: {row}");
            Assert.All(named, test => Assert.Contains(test, tests));
        });
    }

    [Fact]
    public void EveryCommandOfTheReadme_IsOneThatContinuousIntegrationRuns()
    {
        // `up` is run by the end-to-end tests' fixture, `test` is this run, `synth`, `check` and `npx cdk synth` are its gates.
        string[] run = ["git clone", "cd serverlessref", "dotnet dev.cs up", "dotnet dev.cs test", "dotnet dev.cs synth", "dotnet dev.cs check", "npx cdk synth", "dotnet dev.cs burst"];
        var commands = CodeBlock().Matches(File.ReadAllText(RepositoryFiles.At("README.md")))
            .SelectMany(m => m.Groups["code"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(line => !line.StartsWith('#'));

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Contains(run, known => command.StartsWith(known, StringComparison.Ordinal)));
    }

    [Fact]
    public void TheApiDocument_HasEveryProblemWithItsStatus_AndNoOthers()
    {
        var catalogue = Problem().Matches(File.ReadAllText(RepositoryFiles.At("src", "ServerlessRef.Domain", "Contracts", "ProblemTypes.cs")));
        var rows = ProblemRow().Matches(File.ReadAllText(RepositoryFiles.At("docs", "api.md")));

        Assert.NotEmpty(catalogue);
        Assert.Equal(Pairs(catalogue), Pairs(rows));

        static IEnumerable<string> Pairs(MatchCollection matches) =>
            matches.Select(m => $"{m.Groups["status"].Value} {m.Groups["code"].Value}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public void TheApiDocument_HasEveryRoute_AndNoOthers()
    {
        var routes = Route().Matches(File.ReadAllText(RepositoryFiles.At("src", "ServerlessRef.Infrastructure", "Gateway", "Routes.cs")))
            .Select(m => $"{m.Groups["method"].Value} {m.Groups["path"].Value}").ToList();
        var rows = RouteRow().Matches(File.ReadAllText(RepositoryFiles.At("docs", "api.md"))).Select(m => m.Groups["route"].Value);

        Assert.NotEmpty(routes);
        Assert.Equal(routes.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheRunbook_ExplainsEveryAlarm()
    {
        var alarms = RepositoryFiles.Find("src/ServerlessRef.Infrastructure", "Alarms.cs")
            .SelectMany(file => Alarm().Matches(File.ReadAllText(file)).Select(m => m.Groups["alarm"].Value))
            .ToList();
        var runbook = File.ReadAllText(RepositoryFiles.At("docs", "runbook.md"));

        Assert.NotEmpty(alarms);
        Assert.All(alarms, alarm => Assert.Contains($"`{alarm}`", runbook, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^[ ]{4}\[\w*(?:Fact|Theory)\b(?:[^\r\n]+\r?\n)+?[ ]{4}public (?:async )?(?:void|Task) (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"\|\s*[Tt]ests?\s*\|\s*$")]
    private static partial Regex HeaderRow();

    [GeneratedRegex(@"`(?<test>\w+Tests?\.\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"""(?<code>[a-z-]+)"", (?<status>[0-9]{3}), """)]
    private static partial Regex Problem();

    [GeneratedRegex(@"^\| (?<status>[0-9]{3}) \| `(?<code>[a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ProblemRow();

    [GeneratedRegex(@"new\(""(?<method>[A-Z]+)"", ""(?<path>/v1/[^""]+)"", ""\w+""\)")]
    private static partial Regex Route();

    [GeneratedRegex(@"^\| `(?<route>[A-Z]+ /v1/[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex RouteRow();

    [GeneratedRegex(@"Create(?:NotEmpty)?\(""(?<alarm>\w+)""")]
    private static partial Regex Alarm();

    [GeneratedRegex(@"```(?:sh|bash)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
