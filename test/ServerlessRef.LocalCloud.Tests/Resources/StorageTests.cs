using ServerlessRef.LocalCloud.Tests.Template;

namespace ServerlessRef.LocalCloud.Tests.Resources;

public sealed class StorageTests : IDisposable
{
    private readonly TestAssembly _assembly = new TestAssembly()
        .Resource("Data", """
            {"Type":"AWS::DynamoDB::GlobalTable","Properties":{"BillingMode":"PAY_PER_REQUEST","StreamSpecification":{"StreamViewType":"NEW_AND_OLD_IMAGES"},
             "TimeToLiveSpecification":{"AttributeName":"expiresAt","Enabled":true},
             "AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"},{"AttributeName":"SK","AttributeType":"S"},{"AttributeName":"n","AttributeType":"N"}],
             "KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},{"AttributeName":"SK","KeyType":"RANGE"}],
             "GlobalSecondaryIndexes":[{"IndexName":"ByN","KeySchema":[{"AttributeName":"n","KeyType":"HASH"}],"Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["a"]}}],
             "Replicas":[{"Region":"eu-central-1","DeletionProtectionEnabled":true}]}}
            """)
        .Resource("Site", """{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"site"}}""");

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void GlobalTable_is_read_with_keys_indexes_stream_and_expiry()
    {
        var table = Assert.Single(_assembly.Load().Tables);
        var index = Assert.Single(table.Indexes);

        Assert.Equal(("PK", "S", "SK", "expiresAt", "NEW_AND_OLD_IMAGES"), (table.PartitionKey.Name, table.PartitionKey.Type, table.SortKey!.Name, table.TimeToLiveAttribute, table.StreamViewType));
        Assert.Equal(("ByN", "n", "N", null, "INCLUDE"), (index.Name, index.PartitionKey.Name, index.PartitionKey.Type, index.SortKey, index.ProjectionType));
        Assert.Equal(["a"], index.NonKeyAttributes);
    }

    [Theory]
    [InlineData("BillingMode", "\"PROVISIONED\"", "\"PROVISIONED\" is not emulated; accepted: PAY_PER_REQUEST")]
    [InlineData("Replicas", """[{"Region":"eu-central-1"},{"Region":"us-east-1"}]""", "replicas in [eu-central-1, us-east-1] are not emulated")]
    [InlineData("LocalSecondaryIndexes", """[{"IndexName":"x"}]""", "LocalSecondaryIndexes: is not emulated")]
    [InlineData("KeySchema.0.AttributeName", "\"other\"", "other is not in AttributeDefinitions")]
    public void GlobalTable_that_is_not_emulated_is_refused(string path, string value, string expected) =>
        Assert.Contains(expected, _assembly.Set("Data", path, value).Problem(), StringComparison.Ordinal);

    [Fact]
    public void Bucket_is_read_with_its_rules_for_other_origins()
    {
        _assembly.Set("Site", "CorsConfiguration", """{"CorsRules":[{"AllowedOrigins":["https://a"],"AllowedMethods":["GET"],"AllowedHeaders":["*"],"MaxAge":60}]}""");

        var rule = Assert.Single(Assert.Single(_assembly.Load().Buckets).Cors);

        Assert.Equal(("https://a", "GET", "*"), (rule.AllowedOrigins[0], rule.AllowedMethods[0], rule.AllowedHeaders[0]));
    }

    [Fact]
    public void Bucket_that_notifies_something_else_than_queues_is_refused() => Assert.Contains(
        "NotificationConfiguration.EventBridgeConfiguration: is not emulated",
        _assembly.Set("Site", "NotificationConfiguration", """{"EventBridgeConfiguration":{"EventBridgeEnabled":true}}""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void Bucket_is_read_with_the_queues_it_notifies()
    {
        _assembly.Set("Site", "NotificationConfiguration", """{"QueueConfigurations":[{"Event":"s3:ObjectCreated:*","Queue":"arn:aws:sqs:eu-central-1:000000000000:q","Filter":{"S3Key":{"Rules":[{"Name":"prefix","Value":"in/"},{"Name":"suffix","Value":".csv"}]}}}]}""");

        var notification = Assert.Single(Assert.Single(_assembly.Load().Buckets).Notifications);

        Assert.True(notification.Wants("ObjectCreated:Post", "in/a.csv"));
        Assert.All([("ObjectCreated:Post", "out/a.csv"), ("ObjectCreated:Post", "in/a.txt"), ("ObjectRemoved:Delete", "in/a.csv")], other => Assert.False(notification.Wants(other.Item1, other.Item2)));
    }

    [Fact]
    public void Bucket_that_notifies_of_other_events_is_refused() => Assert.Contains(
        "\"s3:ObjectRemoved:*\" is not emulated; accepted: s3:ObjectCreated:*",
        _assembly.Set("Site", "NotificationConfiguration", """{"QueueConfigurations":[{"Event":"s3:ObjectRemoved:*","Queue":"q"}]}""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void A_buckets_address_in_a_template_leads_to_the_local_front()
    {
        _assembly.Set("Site", "CorsConfiguration", """{"CorsRules":[{"AllowedOrigins":["https://my-bucket.s3.eu-central-1.amazonaws.com"],"AllowedMethods":["GET"]}]}""");

        Assert.Matches("^http://127.0.0.1:[0-9]+/my-bucket$", Assert.Single(Assert.Single(Assert.Single(_assembly.Load().Buckets).Cors).AllowedOrigins));
    }

    [Fact]
    public void BucketPolicy_is_given_to_its_bucket()
    {
        _assembly.Resource("Policy", """{"Type":"AWS::S3::BucketPolicy","Properties":{"Bucket":{"Ref":"Site"},"PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Principal":{"Service":"cloudfront.amazonaws.com"},"Resource":"*"}]}}}""");

        Assert.Equal(["cloudfront.amazonaws.com"], Assert.Single(Assert.Single(_assembly.Load().Buckets).Policy).Principals);
    }

    [Fact]
    public void BucketDeployment_is_read_with_sources_markers_and_headers()
    {
        Deployment();

        var deployment = Assert.Single(_assembly.Load().BucketDeployments);

        Assert.Equal(("site", "docs/", false, "no-cache"), (deployment.BucketName, deployment.KeyPrefix, deployment.Prune, deployment.SystemMetadata["cache-control"]));
        Assert.Equal(("<h1>", "say \\u0022hi\\u0022"), (File.ReadAllText(Path.Combine(deployment.Sources[0].Path, "index.html")), deployment.Sources[1].Markers["<<marker>>"]));
        Assert.Equal(("*", "*.html"), (Assert.Single(deployment.Exclude), Assert.Single(deployment.Include)));
    }

    [Fact]
    public void BucketDeployment_of_a_missing_asset_is_refused()
    {
        Deployment();

        Assert.Contains("no asset manifest of the assembly has the object key \"gone.zip\"", _assembly.Set("Deploy", "SourceObjectKeys", """["gone.zip"]""").Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void BucketDeployment_to_a_missing_bucket_is_refused()
    {
        Deployment();

        Assert.Contains("no stack of the assembly defines the bucket \"gone\"", _assembly.Set("Deploy", "DestinationBucketName", "\"gone\"").Problem(), StringComparison.Ordinal);
    }

    private void Deployment() => _assembly.Asset("Page", ("index.html", "<h1>")).Asset("Config", ("config.json", "<<marker>>")).Resource("Deploy", """
        {"Type":"Custom::CDKBucketDeployment","Properties":{"ServiceToken":"x","SourceBucketNames":["assets","assets"],"SourceObjectKeys":["Page.zip","Config.zip"],
         "SourceMarkers":[{},{"<<marker>>":"say \"hi\""}],"SourceMarkersConfig":[{},{"jsonEscape":true}],
         "DestinationBucketName":{"Ref":"Site"},"DestinationBucketKeyPrefix":"docs/","SystemMetadata":{"cache-control":"no-cache"},"Exclude":["*"],"Include":["*.html"],"Prune":false,"OutputObjectKeys":true}}
        """);
}
