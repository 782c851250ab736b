using System.Xml.Linq;

namespace ServerlessRef.Dev;

internal sealed record TestResult(string Name, string Outcome, string Message);

/// <summary>Runs built test projects and reads their results from the trx files they write.</summary>
internal static class TestProjects
{
    /// <summary>Longest one project may take.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Every test project; those that start the whole local cloud come last and run alone.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateDirectories(Repo.At("test"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any(project => File.ReadAllText(project).Contains("ServerlessRef.Shared.csproj", StringComparison.Ordinal)))
            .Select(folder => Path.GetFileName(folder)!)
            .OrderBy(name => IsWhole(name) ? 1 : 0).ThenBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>Starts whole local clouds: shares the machine with no other test project.</summary>
    public static bool IsWhole(string project) => project is "ServerlessRef.EndToEnd" or "ServerlessRef.Faults" or "ServerlessRef.Fuzz";

    /// <summary>
    /// What runs beside one of those all the same: Faults waits for timeouts more than it works, and has been seen to bear a busy machine;
    /// FaultPlans has a clock of its own. Null: nothing.
    /// </summary>
    public static string? Beside(string project) => project == "ServerlessRef.Faults" ? "ServerlessRef.FaultPlans" : null;

    public static async Task<IReadOnlyList<TestResult>> RunAsync(string project, IReadOnlyDictionary<string, string> environment)
    {
        var results = Repo.At("artifacts", "test-results", project);
        if (Directory.Exists(results))
        {
            Directory.Delete(results, recursive: true);
        }

        var run = await Shell.CaptureAsync(
            Tools.Dotnet,
            ["test", Repo.At("test", project), "--no-build", "--nologo", "-v", "quiet", "--logger", "trx;LogFileName=results.trx", "--results-directory", results],
            environment: environment,
            timeout: Limit);
        var file = Path.Combine(results, "results.trx");
        if (!File.Exists(file))
        {
            return [new TestResult($"{project} (the run itself)", "Failed", run.Output)];
        }

        var tests = Read(file);
        return run.ExitCode != 0 && tests.All(t => t.Outcome != "Failed")
            ? [.. tests, new TestResult($"{project} (the run itself)", "Failed", run.Output)]
            : tests;
    }

    private static List<TestResult> Read(string file) =>
    [
        .. XDocument.Load(file).Descendants(Trx + "UnitTestResult").Select(result => new TestResult(
            (string?)result.Attribute("testName") ?? "?",
            (string?)result.Attribute("outcome") ?? "?",
            string.Join('\n', result.Descendants().Where(e => e.Name == Trx + "Message" || e.Name == Trx + "StackTrace").Select(e => e.Value.Trim())))),
    ];
}
