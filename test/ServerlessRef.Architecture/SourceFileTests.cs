using System.Text.RegularExpressions;
using ServerlessRef.Shared;

namespace ServerlessRef.Architecture;

public partial class SourceFileTests
{
    private const int MaxLines = 400;

    /// <summary>Longer files, each with the reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal);

    [Fact]
    public void NoSourceFile_IsLongerThan400Lines_UnlessListed()
    {
        var tooLong = RepositoryFiles.Find("src", ".cs")
            .Where(file => File.ReadLines(file).Count() > MaxLines)
            .Select(RepositoryFiles.Relative)
            .Where(file => !LongFiles.ContainsKey(file));

        Assert.Empty(tooLong);
    }

    [Fact]
    public void EveryClass_IsSealedStaticOrAbstract()
    {
        var open = RepositoryFiles.Find("src", ".cs")
            .Where(file => !RepositoryFiles.Relative(file).StartsWith("src/standins/", StringComparison.Ordinal)) // subsets of other people's open types
            .SelectMany(file => ClassDeclaration().Matches(File.ReadAllText(file))
                .Where(m => !m.Groups["modifiers"].Value.Split(' ').Intersect(["sealed", "static", "abstract"]).Any())
                .Select(m => $"{RepositoryFiles.Relative(file)}: {m.Groups["name"].Value}"))
            .Where(found => !IsOtherPartOfPartial(found));

        Assert.Empty(open);
    }

    [Fact]
    public void EveryConstruct_TakesScopeIdAndProps()
    {
        var constructs = RepositoryFiles.Find("src/ServerlessRef.Infrastructure", ".cs")
            .Select(file => (File: file, Text: File.ReadAllText(file)))
            .SelectMany(source => ConstructDeclaration().Matches(source.Text).Select(m => (source.File, source.Text, Name: m.Groups["name"].Value)))
            .ToList();

        Assert.NotEmpty(constructs);
        Assert.All(constructs, construct =>
            Assert.Matches($@"{construct.Name}\(Construct scope, string id(, {construct.Name}Props props)?\)", construct.Text));
    }

    [Fact]
    public void NoFile_NamesAPathOfOneMachineOrAPackageRegistry()
    {
        var offending = RepositoryFiles.Find("", ".cs", ".md", ".json", ".yml", ".props", ".csproj", ".mjs", ".js", ".html", ".svg")
            .Where(file => !file.EndsWith("package-lock.json", StringComparison.Ordinal))
            .Where(file => MachinePath().IsMatch(File.ReadAllText(file)))
            .Select(RepositoryFiles.Relative);

        Assert.Empty(offending);
    }

    [Fact]
    public void NoSourceFile_IsAStub()
    {
        var offending = RepositoryFiles.Find("src", ".cs").Concat(RepositoryFiles.Find("eng", ".cs"))
            .Where(file => Stub().IsMatch(File.ReadAllText(file)))
            .Select(RepositoryFiles.Relative);

        Assert.Empty(offending);
    }

    // A partial type says `sealed` in one of its files.
    private static bool IsOtherPartOfPartial(string found)
    {
        var name = found.Split(": ")[1];
        return RepositoryFiles.Find("src", ".cs").Any(file => Regex.IsMatch(File.ReadAllText(file), $@"\b(sealed|static|abstract)( \w+)* partial class {name}\b"));
    }

    [GeneratedRegex(@"^[ ]*(?<modifiers>(?:(?:public|internal|private|protected|sealed|static|abstract|partial|file) )+)(?:class|record) (?!struct)(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex ClassDeclaration();

    [GeneratedRegex(@"class (?<name>\w+)(?:\([^)]*\))? : Construct\b")]
    private static partial Regex ConstructDeclaration();

    [GeneratedRegex(@"(^|[^A-Za-z0-9_.])/(wor[k]|roo[t]|hom[e]/[a-z]+)/|https?://[a-z.]*(nuge[t]|npmj[s]|debia[n])[.]")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"NotImplementedExceptio[n]|\bTOD[O]\b|\bFIXM[E]\b|\bHAC[K]\b")]
    private static partial Regex Stub();
}
