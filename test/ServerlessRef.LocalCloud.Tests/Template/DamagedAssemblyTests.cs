namespace ServerlessRef.LocalCloud.Tests.Template;

public sealed class DamagedAssemblyTests : IDisposable
{
    private readonly TestAssembly _assembly = new TestAssembly().Function("Api").Write();

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void A_missing_manifest_says_to_synthesize()
    {
        File.Delete(Path.Combine(_assembly.Directory, "manifest.json"));

        Assert.EndsWith("has no manifest.json. Run `dotnet dev.cs synth` to write it anew.", Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_is_not_json_says_to_synthesize()
    {
        Write("manifest.json", "{");

        Assert.Matches(@"manifest\.json is damaged: it is not valid JSON: .*Run `dotnet dev\.cs synth`", Message());
    }

    [Fact]
    public void A_template_that_is_not_json_is_named()
    {
        Write("Shop-dev.template.json", "nope");

        Assert.Contains("Shop-dev.template.json is damaged", Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_template_is_named()
    {
        File.Delete(Path.Combine(_assembly.Directory, "Shop-dev.template.json"));

        Assert.Matches(@"Shop-dev\.template\.json, which does not exist\. Run `dotnet dev\.cs synth`", Message());
    }

    [Theory]
    [InlineData("99.0.0")]
    [InlineData("7.0.0")]
    public void A_schema_version_it_does_not_read_is_refused_with_those_it_reads(string version)
    {
        Write("manifest.json", $$"""{"version":"{{version}}","artifacts":{} }""");

        Assert.Contains($"has schema version {version}; this local cloud reads 36 to 55", Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_without_a_version_is_refused()
    {
        Write("manifest.json", """{"artifacts":{}}""");

        Assert.Contains("its schema version is \"\"", Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_without_stacks_is_refused()
    {
        Write("manifest.json", """{"version":"55.0.0","artifacts":{}}""");

        Assert.Contains("it lists no stack", Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_asset_folder_is_named()
    {
        Directory.Delete(Path.Combine(_assembly.Directory, "asset.Api"), recursive: true);

        Assert.Matches(@"Api \(AWS::Lambda::Function\), Code\.S3Key: its asset .*asset\.Api does not exist\. Run `dotnet dev\.cs synth`", Message());
    }

    [Fact]
    public void A_stack_without_a_region_is_refused()
    {
        Write("manifest.json", """{"version":"55.0.0","artifacts":{"Shop":{"type":"aws:cloudformation:stack","environment":"aws://unknown-account/unknown-region","properties":{"templateFile":"Shop-dev.template.json"}}}}""");

        Assert.Contains("which names no region", Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_says_to_synthesize()
    {
        using var gone = new TestAssembly();
        Directory.Delete(gone.Directory);

        var message = Assert.Throws<StartupException>(gone.LoadWritten).Message;

        Directory.CreateDirectory(gone.Directory);
        Assert.Contains("does not exist. Run `dotnet dev.cs synth`", message, StringComparison.Ordinal);
    }

    private string Message() => Assert.Throws<StartupException>(_assembly.LoadWritten).Message;

    private void Write(string file, string content) => File.WriteAllText(Path.Combine(_assembly.Directory, file), content);
}
