using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServerlessRef.Checks.Controls;

/// <summary>Reads controls.json and holds it to what it claims: a row names a proof, and the tests it names exist.</summary>
internal static partial class ControlCatalogue
{
    public static IReadOnlyList<Control> Read()
    {
        using var stream = typeof(ControlCatalogue).Assembly.GetManifestResourceStream("controls.json")!;
        return JsonSerializer.Deserialize<List<Control>>(stream, JsonSerializerOptions.Web)!;
    }

    /// <summary>What is wrong with the rows; empty where all is well.</summary>
    /// <param name="tests">Names of all tests, class and method.</param>
    public static IEnumerable<string> Problems(IEnumerable<Control> controls, IReadOnlySet<string> tests) =>
        controls.SelectMany(control => Problems(control, tests).Select(problem => $"{control.Catalogue} {control.Id}: {problem}"))
            .Concat(controls.GroupBy(control => (control.Catalogue, control.Id)).Where(group => group.Count() > 1).Select(group => $"{group.Key.Catalogue} {group.Key.Id} stands twice in controls.json."));

    /// <summary>Class and method of every test below a folder.</summary>
    public static IReadOnlySet<string> TestsIn(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups["name"].Value}"))
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Problems(Control control, IReadOnlySet<string> tests)
    {
        if (control.Rules.Count + control.Tests.Count + control.Deployer.Length + control.Exception.Length == 0)
        {
            yield return "names no rule, no test, no deployer's task and no exception.";
        }

        foreach (var test in control.Tests.Where(test => !tests.Contains(test)))
        {
            yield return $"names the test {test}, which does not exist.";
        }
    }

    [GeneratedRegex(@"^[ ]{4}\[\w*(?:Fact|Theory)\b(?:[^\r\n]+\r?\n)+?[ ]{4}public (?:async )?(?:void|Task) (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();
}
