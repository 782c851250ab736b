namespace ServerlessRef.LocalCloud.Tests.Template;

public sealed class CrossStackTests : IDisposable
{
    private readonly TestAssembly _assembly = new();

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void ImportValue_reads_an_export_of_the_same_region()
    {
        _assembly.AddStack("Base", TestAssembly.Region).Section("Outputs", """{"Name":{"Value":{"Fn::Join":["-",["the","value"]]},"Export":{"Name":"Base:Name"}}}""", "Base");

        Assert.Equal("the-value", _assembly.Value("""{"Fn::ImportValue":"Base:Name"}"""));
    }

    [Fact]
    public void ImportValue_of_an_export_in_another_region_is_refused()
    {
        _assembly.AddStack("Base", "us-east-1").Section("Outputs", """{"Name":{"Value":"x","Export":{"Name":"Base:Name"}}}""", "Base");

        Assert.Contains("is in us-east-1 (stack Base); Fn::ImportValue sees exports of eu-central-1 only", _assembly.ValueProblem("""{"Fn::ImportValue":"Base:Name"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void ImportValue_of_a_missing_export_is_refused() =>
        Assert.Contains("No export named Gone found", _assembly.ValueProblem("""{"Fn::ImportValue":"Gone"}"""), StringComparison.Ordinal);

    [Fact]
    public void A_cross_region_reader_gets_what_the_other_regions_writer_exports()
    {
        Writer("eu-central-1");
        Reader();

        Assert.Equal("arn:aws:sqs:us-east-1:000000000000:far", _assembly.Value("""{"Fn::GetAtt":["Reader","/cdk/exports/Shop-dev/Far"]}"""));
    }

    [Fact]
    public void A_cross_region_export_to_another_region_is_not_seen()
    {
        Writer("eu-west-1");
        Reader();

        Assert.Contains("no stack of the assembly writes the cross-region export \"/cdk/exports/Shop-dev/Far\" to eu-central-1", string.Join('\n', ReaderProblems()), StringComparison.Ordinal);
    }

    private IReadOnlyList<string> ReaderProblems()
    {
        _assembly.Section("Outputs", """{"Seen":{"Value":{"Fn::GetAtt":["Reader","/cdk/exports/Shop-dev/Far"]}}}""");
        return _assembly.Problems();
    }

    private void Writer(string region) => _assembly.AddStack("Edge", "us-east-1")
        .Resource("Queue", """{"Type":"AWS::SQS::Queue","Properties":{"QueueName":"far"}}""", "Edge")
        .Resource("Writer", $$$"""
            {"Type":"Custom::CrossRegionExportWriter","Properties":{"ServiceToken":"x","WriterProps":{
              "region":"{{{region}}}","exports":{"/cdk/exports/Shop-dev/Far":{"Fn::GetAtt":["Queue","Arn"]} } } }}
            """, "Edge");

    private void Reader() => _assembly.Resource("Reader", """
        {"Type":"Custom::CrossRegionExportReader","Properties":{"ServiceToken":"x","ReaderProps":{
          "region":"eu-central-1","prefix":"Shop-dev","imports":{"/cdk/exports/Shop-dev/Far":"{{resolve:ssm:/cdk/exports/Shop-dev/Far}}"}}}}
        """);
}
