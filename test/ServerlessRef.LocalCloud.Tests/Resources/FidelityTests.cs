using System.Reflection;
using System.Text.RegularExpressions;
using ServerlessRef.LocalCloud.Resources;

namespace ServerlessRef.LocalCloud.Tests.Resources;

/// <summary>docs/fidelity.md says what the code does: nothing in one that is not in the other.</summary>
public sealed partial class FidelityTests
{
    private static readonly Dictionary<string, string> Rows = File.ReadLines(Document())
        .Where(line => TypeCell().IsMatch(line))
        .ToDictionary(line => TypeCell().Match(line).Groups[1].Value, StringComparer.Ordinal);

    public static TheoryData<string> Types => [.. ResourceTypes.All.Select(t => t.Type)];

    [Fact]
    public void The_document_lists_the_types_of_the_code_and_no_others() =>
        Assert.Equal(ResourceTypes.All.Select(t => t.Type).Order(StringComparer.Ordinal), Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_type_is_in_the_list()
    {
        var written = typeof(ResourceType).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ResourceType)) && !t.IsAbstract);

        Assert.Equal(written.Select(t => t.Name).Order(StringComparer.Ordinal), ResourceTypes.All.Select(t => t.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_row_of_a_type_tells_what_is_ignored_and_why(string name)
    {
        var type = ResourceTypes.ByName[name];
        var ignored = type is IgnoredResource whole
            ? $"all: {whole.Reason}"
            : string.Join("<br>", type.Properties.Ignored.GroupBy(p => p.Value, StringComparer.Ordinal).Select(g => $"{string.Join(", ", g.Select(p => $"`{p.Key}`"))}: {g.Key}"));

        Assert.Equal([$"`{name}`", type is IgnoredResource ? "ignored" : "emulated", ignored], Rows[name].Split('|').Skip(1).Take(3).Select(cell => cell.Trim()));
    }

    [Fact]
    public void Rows_of_types_name_tests_that_exist()
    {
        var named = Rows.Values.SelectMany(row => TestCell().Matches(row).Select(m => (Class: m.Groups[1].Value, Method: m.Groups[2].Value))).ToList();
        var missing = named.Where(test => !Assembly.GetExecutingAssembly().GetTypes().Any(t => t.Name == test.Class && t.GetMethod(test.Method) is not null));

        Assert.Empty(missing);
        Assert.All(Rows.Values, row => Assert.Matches(TestCell(), row));
    }

    private static string Document()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "fidelity.md")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException($"docs/fidelity.md is in no folder above {AppContext.BaseDirectory}."), "docs", "fidelity.md");
    }

    [GeneratedRegex("^\\| `((?:AWS|Custom)::[^`]+)` \\|")]
    private static partial Regex TypeCell();

    [GeneratedRegex("`([A-Za-z]+Tests)\\.([A-Za-z0-9_]+)`")]
    private static partial Regex TestCell();
}
