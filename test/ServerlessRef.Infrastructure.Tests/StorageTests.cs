using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class StorageTests(SynthesisFixture synthesis)
{
    private Resource Table => synthesis.Dev.Single("AWS::DynamoDB::GlobalTable");

    [Fact]
    public void The_table_has_the_keys_of_the_schema()
    {
        Assert.Equal(
            $$"""[{"AttributeName":"{{TableSchema.PartitionKey}}","KeyType":"HASH"},{"AttributeName":"{{TableSchema.SortKey}}","KeyType":"RANGE"}]""",
            Table.Text("KeySchema"));
    }

    [Fact]
    public void The_index_of_events_projects_what_the_list_shows()
    {
        var index = Table.At("GlobalSecondaryIndexes", 0)!;

        Assert.Equal(TableSchema.UpcomingIndex, (string?)index["IndexName"]);
        Assert.Equal(TableSchema.UpcomingPartitionKey, (string?)index["KeySchema"]![0]!["AttributeName"]);
        Assert.Equal(TableSchema.UpcomingSortKey, (string?)index["KeySchema"]![1]!["AttributeName"]);
        Assert.Equal(TableSchema.UpcomingProjection, index["Projection"]!["NonKeyAttributes"]!.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public void The_index_of_jobs_projects_everything()
    {
        var index = Table.At("GlobalSecondaryIndexes", 1)!;

        Assert.Equal(TableSchema.JobsIndex, (string?)index["IndexName"]);
        Assert.Equal(TableSchema.JobsPartitionKey, (string?)index["KeySchema"]![0]!["AttributeName"]);
        Assert.Equal(TableSchema.JobsSortKey, (string?)index["KeySchema"]![1]!["AttributeName"]);
        Assert.Equal("ALL", (string?)index["Projection"]!["ProjectionType"]);
    }

    [Fact]
    public void The_table_is_paid_per_request()
    {
        Assert.Equal("PAY_PER_REQUEST", (string?)Table.At("BillingMode"));
    }

    [Fact]
    public void The_table_can_be_put_back_to_any_second()
    {
        Assert.True((bool?)Table.At("Replicas", 0, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"));
    }

    [Fact]
    public void The_table_streams_both_images()
    {
        Assert.Equal("NEW_AND_OLD_IMAGES", (string?)Table.At("StreamSpecification", "StreamViewType"));
    }

    [Fact]
    public void Items_expire_by_the_schema_s_attribute()
    {
        Assert.Equal(TableSchema.TimeToLive, (string?)Table.At("TimeToLiveSpecification", "AttributeName"));
        Assert.True((bool?)Table.At("TimeToLiveSpecification", "Enabled"));
    }

    [Fact]
    public void Every_bucket_is_private_encrypted_and_refuses_plain_http()
    {
        var templates = synthesis.Of(SynthCase.Dev).Values;

        Assert.Equal(5, templates.Sum(template => template.OfType("AWS::S3::Bucket").Count()));
        Assert.All(templates, template => Assert.All(template.OfType("AWS::S3::Bucket"), bucket =>
        {
            Assert.Equal(
                """{"BlockPublicAcls":true,"BlockPublicPolicy":true,"IgnorePublicAcls":true,"RestrictPublicBuckets":true}""",
                bucket.Text("PublicAccessBlockConfiguration"));
            Assert.Contains("AES256", bucket.Text("BucketEncryption"), StringComparison.Ordinal);
            var policy = Assert.Single(template.OfType("AWS::S3::BucketPolicy"), policy => (string?)policy.At("Bucket", "Ref") == bucket.LogicalId);
            Assert.Contains("\"aws:SecureTransport\":\"false\"", policy.Text("PolicyDocument"), StringComparison.Ordinal);
        }));
    }

    [Theory]
    [InlineData("results/", 7)]
    [InlineData("dead-letters/", 90)]
    public void What_jobs_leave_behind_expires(string prefix, int days)
    {
        var rules = synthesis.Dev.Named("AWS::S3::Bucket", "Results").At("LifecycleConfiguration", "Rules")!.AsArray();

        Assert.Contains(rules, rule => (string?)rule!["Prefix"] == prefix && (int?)rule["ExpirationInDays"] == days);
    }

    [Fact]
    public void Exported_names_are_kept_no_longer_than_the_registrations_they_come_from()
    {
        var strict = synthesis.Service(SynthCase.Strict);
        var rules = strict.Named("AWS::S3::Bucket", "Results").At("LifecycleConfiguration", "Rules")!.AsArray();

        Assert.Equal("3", (string?)strict.Function("Api").At("Environment", "Variables", "PERSONAL_DATA_DAYS"));
        Assert.Equal("30", (string?)synthesis.Dev.Function("Api").At("Environment", "Variables", "PERSONAL_DATA_DAYS"));
        Assert.Equal("50", (string?)strict.Function("Api").At("Environment", "Variables", "SEATS_PER_POOL"));
        Assert.Equal("500", (string?)synthesis.Dev.Function("Api").At("Environment", "Variables", "SEATS_PER_POOL"));
        Assert.Contains(rules, rule => (string?)rule!["Prefix"] == "results/" && (int?)rule["ExpirationInDays"] == 3);
    }

    [Fact]
    public void No_bucket_but_the_one_for_uploads_answers_other_origins_and_none_serves_a_website()
    {
        Assert.All(synthesis.Dev.OfType("AWS::S3::Bucket").Concat(synthesis.DevEdge.OfType("AWS::S3::Bucket")), bucket =>
        {
            Assert.Equal(bucket.LogicalId.StartsWith("CoversOriginals", StringComparison.Ordinal), bucket.At("CorsConfiguration") is not null);
            Assert.Null(bucket.At("WebsiteConfiguration"));
        });
    }
}
