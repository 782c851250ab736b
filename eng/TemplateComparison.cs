using System.Text.Json.Nodes;

namespace ServerlessRef.Dev;

/// <summary>Holds sets of templates equal.</summary>
internal static class TemplateComparison
{
    public static void SameBytes(string left, string right) => Compare(left, right, File.ReadAllText, "twice from the same sources");

    /// <summary>The laptop runs what is deployed: only the rule that keeps undeployable code from AWS may differ.</summary>
    public static void SameButRules(string left, string right) => Compare(left, right, WithoutRules, "for the laptop and for deployment");

    private static string WithoutRules(string file)
    {
        var template = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        template.Remove("Rules");
        return template.ToJsonString();
    }

    private static void Compare(string left, string right, Func<string, string> read, string how)
    {
        var names = Templates(left);
        if (names.Count == 0 || !names.SequenceEqual(Templates(right)))
        {
            throw new DevException($"Synthesized {how}, the stacks differ: {string.Join(", ", names)} in {left}, {string.Join(", ", Templates(right))} in {right}.");
        }

        foreach (var name in names.Where(name => read(Path.Combine(left, name)) != read(Path.Combine(right, name))))
        {
            throw new DevException($"Synthesized {how}, {name} differs. Compare {Path.Combine(left, name)} with {Path.Combine(right, name)}.");
        }
    }

    private static List<string> Templates(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.template.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
}
