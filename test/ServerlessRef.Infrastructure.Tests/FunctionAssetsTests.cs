using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

public sealed class FunctionAssetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly List<string> _problems = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_published_functions_the_command_that_publishes_them_is_named()
    {
        SmallRepository.WriteSources(_folder);

        Assert.Null(Read());
        Assert.Contains("Run 'dotnet dev.cs synth'", Assert.Single(_problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"kind\":\"native\"}")]
    [InlineData("{\"kind\":\"Native\",\"packages\":\"official\"}")]
    [InlineData("{\"kind\":1,\"packages\":\"official\"}")]
    public void A_damaged_manifest_is_refused_with_what_is_accepted(string manifest)
    {
        SmallRepository.WriteTo(_folder);
        _folder.Write("artifacts/functions/manifest.json", manifest);

        Assert.Null(Read());
        Assert.Contains("Accepted: kind native or jit, packages official or standins", Assert.Single(_problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_missing_file_is_named()
    {
        SmallRepository.WriteTo(_folder);
        File.Delete(Path.Combine(_folder.Path, "artifacts/functions/Api/bootstrap"));
        File.Delete(Path.Combine(_folder.Path, "artifacts/functions/Sweeper/aws-roots.pem"));

        Assert.Null(Read());
        Assert.Equal(2, _problems.Count);
        Assert.Contains("bootstrap", _problems[0], StringComparison.Ordinal);
        Assert.Contains("aws-roots.pem", _problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_jit_build_made_on_Windows_counts_as_published()
    {
        SmallRepository.WriteTo(_folder, kind: "jit");
        foreach (var name in SmallRepository.Functions)
        {
            var bootstrap = Path.Combine(_folder.Path, "artifacts/functions", name, "bootstrap");
            File.Move(bootstrap, bootstrap + ".exe");
        }

        Assert.NotNull(Read());
        Assert.Empty(_problems);
    }

    private FunctionAssets? Read() => FunctionAssets.Read(_folder.Path, new DeploymentSettings(), _problems);
}
