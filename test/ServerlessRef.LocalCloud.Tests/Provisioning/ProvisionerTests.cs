using System.IO.Compression;
using System.Text;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Provisioning;
using ServerlessRef.LocalCloud.Tests.Aws;
using ServerlessRef.LocalCloud.Tests.Engines;

namespace ServerlessRef.LocalCloud.Tests.Provisioning;

[Collection(EnginesCollection.Name)]
public sealed class ProvisionerTests(EnginesFixture engines) : IDisposable
{
    private readonly string _source = Directory.CreateTempSubdirectory("serverlessref-").FullName;
    private readonly HttpClient _http = new();

    private S3EngineClient S3 => new(_http, engines.Endpoints.S3);

    public void Dispose()
    {
        Directory.Delete(_source, recursive: true);
        _http.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task Provisioning_Twice_KeepsTheData()
    {
        var cloud = LocalAws.Sample(new Uri("http://127.0.0.1:1/"), []);
        await ProvisionAsync(cloud);
        var sqs = new SqsEngineClient(_http, engines.Endpoints.Sqs);
        await sqs.SendAsync(cloud.Queues[0].Name, "kept", CancellationToken.None);
        await S3.PutAsync(cloud.Buckets[0].Name, "kept", "x"u8.ToArray(), "text/plain", null, CancellationToken.None);

        await ProvisionAsync(cloud with { Queues = [cloud.Queues[0] with { VisibilityTimeout = TimeSpan.FromSeconds(90), Redrive = null }, cloud.Queues[1]] });

        Assert.Equal(1, (await sqs.CountAsync(cloud.Queues[0].Name, CancellationToken.None)).Visible);
        Assert.NotNull(await S3.GetAsync(cloud.Buckets[0].Name, "kept", CancellationToken.None));
    }

    [Fact(Timeout = 60_000)]
    public async Task ATableWithAnotherKey_StopsTheStart()
    {
        var cloud = LocalAws.Sample(new Uri("http://127.0.0.1:1/"), []);
        await ProvisionAsync(cloud);

        var stopped = await Assert.ThrowsAsync<StartupException>(() => ProvisionAsync(cloud with { Tables = [cloud.Tables[0] with { SortKey = new KeyAttribute("Other", "S") }] }));

        Assert.Contains("key (PK, SK)", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("key (PK, Other)", stopped.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task ADeployment_OfAFolder_ReplacesMarkersAndSetsHeaders()
    {
        var cloud = LocalAws.Sample(new Uri("http://127.0.0.1:1/"), []);
        Directory.CreateDirectory(Path.Combine(_source, "js"));
        await File.WriteAllTextAsync(Path.Combine(_source, "js", "app.js"), "export {}");
        await File.WriteAllTextAsync(Path.Combine(_source, "config.json"), """{"a":"<<marker:0xbaba:0>>","b":"<<marker:0xbaba:0>><<marker:0xbaba:1>>"}""");
        var source = new DeploymentSource(_source, new Dictionary<string, string> { ["<<marker:0xbaba:0>>"] = "one", ["<<marker:0xbaba:1>>"] = "two" });

        await ProvisionAsync(cloud with { BucketDeployments = [Deployment(cloud, source) with { KeyPrefix = "site", SystemMetadata = new Dictionary<string, string> { ["cache-control"] = "no-cache" } }] });

        var config = await S3.GetAsync(cloud.Buckets[0].Name, "site/config.json", CancellationToken.None);
        var script = await S3.GetAsync(cloud.Buckets[0].Name, "site/js/app.js", CancellationToken.None);
        Assert.Equal("""{"a":"one","b":"onetwo"}""", Encoding.UTF8.GetString(config!.Body.Span));
        Assert.Equal(("application/json", "no-cache"), (config.ContentType, config.CacheControl));
        Assert.Equal("text/javascript", script!.ContentType);
    }

    [Fact(Timeout = 60_000)]
    public async Task ADeployment_OfAZip_PrunesWhatIsGone_ButNotWhatIsExcluded()
    {
        var cloud = LocalAws.Sample(new Uri("http://127.0.0.1:1/"), []);
        await ProvisionAsync(cloud);
        foreach (var key in new[] { "old.html", "keep/me.txt" })
        {
            await S3.PutAsync(cloud.Buckets[0].Name, key, "x"u8.ToArray(), "text/plain", null, CancellationToken.None);
        }

        var zip = Path.Combine(_source, "site.zip");
        await using (var archive = await ZipFile.OpenAsync(zip, ZipArchiveMode.Create))
        {
            await using var entry = await archive.CreateEntry("index.html").OpenAsync();
            await entry.WriteAsync("<html>"u8.ToArray());
        }

        await ProvisionAsync(cloud with { BucketDeployments = [Deployment(cloud, new DeploymentSource(zip, new Dictionary<string, string>())) with { Exclude = ["keep/*"] }] });

        Assert.Equal(["index.html", "keep/me.txt"], await S3.ListAsync(cloud.Buckets[0].Name, "", CancellationToken.None));
    }

    [Fact(Timeout = 60_000)]
    public async Task AMissingSource_StopsTheStart()
    {
        var cloud = LocalAws.Sample(new Uri("http://127.0.0.1:1/"), []);
        var missing = Path.Combine(_source, "nothing.zip");

        var stopped = await Assert.ThrowsAsync<StartupException>(() => ProvisionAsync(cloud with { BucketDeployments = [Deployment(cloud, new DeploymentSource(missing, new Dictionary<string, string>()))] }));

        Assert.Contains(missing, stopped.Message, StringComparison.Ordinal);
    }

    private static BucketDeployment Deployment(Cloud cloud, DeploymentSource source) => new() { BucketName = cloud.Buckets[0].Name, Sources = [source] };

    private Task ProvisionAsync(Cloud cloud) => Provisioner.ProvisionAsync(cloud, engines.Endpoints, CancellationToken.None);
}
