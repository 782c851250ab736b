using System.Text.Json.Nodes;
using ServerlessRef.Shared;

namespace ServerlessRef.Architecture;

/// <summary>docs/sizes.json, which `dotnet dev.cs publish --accept-sizes` writes and every native build compares with.</summary>
public class BinarySizeTests
{
    private static readonly Version AmazonLinux = new(2, 34);

    [Fact]
    public void EveryRecord_HasAllFunctions_EachWithSizesAReasonAndAGlibcThatLambdaHas()
    {
        var functions = RepositoryFiles.Find("src", ".csproj")
            .Where(project => File.ReadAllText(project).Contains("../Function.props", StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project).Replace("ServerlessRef.", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        var records = JsonNode.Parse(File.ReadAllText(RepositoryFiles.At("docs", "sizes.json")))!.AsObject();

        Assert.NotEmpty(records);
        Assert.All(records, record =>
        {
            Assert.Equal(functions, record.Value!.AsObject().Select(function => function.Key).Order(StringComparer.Ordinal));
            Assert.All(record.Value!.AsObject(), function =>
            {
                Assert.InRange((long)function.Value!["zipBytes"]!, 1, (long)function.Value["bytes"]!);
                Assert.False(string.IsNullOrWhiteSpace((string?)function.Value["reason"]));
                Assert.True(Version.Parse((string)function.Value["glibc"]!) <= AmazonLinux);
            });
        });
    }
}
