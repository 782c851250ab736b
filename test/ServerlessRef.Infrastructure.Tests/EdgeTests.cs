using System.Text.Json.Nodes;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class EdgeTests(SynthesisFixture synthesis)
{
    private Resource WebAcl => synthesis.DevEdge.Single("AWS::WAFv2::WebACL");

    private IEnumerable<JsonNode> Rules => WebAcl.At("Rules")!.AsArray().Select(rule => rule!);

    [Fact]
    public void The_firewall_is_CloudFront_s_and_lets_through_what_no_rule_stops()
    {
        Assert.Equal("CLOUDFRONT", (string?)WebAcl.At("Scope"));
        Assert.Equal("""{"Allow":{}}""", WebAcl.Text("DefaultAction"));
    }

    [Theory]
    [InlineData("AWSManagedRulesCommonRuleSet")]
    [InlineData("AWSManagedRulesKnownBadInputsRuleSet")]
    [InlineData("AWSManagedRulesAmazonIpReputationList")]
    public void A_managed_group_acts_and_does_not_only_count(string group)
    {
        var rule = Assert.Single(Rules, each => Json.Compact(each["Statement"]).Contains(group, StringComparison.Ordinal));

        Assert.Equal("""{"None":{}}""", Json.Compact(rule["OverrideAction"]));
    }

    [Fact]
    public void One_address_is_blocked_when_it_floods()
    {
        var rule = Assert.Single(Rules, each => each["Statement"]!["RateBasedStatement"] is not null);

        Assert.Equal("""{"Block":{}}""", Json.Compact(rule["Action"]));
        Assert.Equal("""{"AggregateKeyType":"IP","EvaluationWindowSec":300,"Limit":2000}""", Json.Compact(rule["Statement"]!["RateBasedStatement"]));
    }

    [Fact]
    public void Every_rule_is_measured_and_has_a_priority_of_its_own()
    {
        Assert.All(Rules, rule => Assert.True((bool?)rule["VisibilityConfig"]!["CloudWatchMetricsEnabled"]));
        Assert.Distinct(Rules.Select(rule => (int)rule["Priority"]!));
    }

    [Fact]
    public void Firewall_logs_go_where_WAF_may_write_and_hold_no_secrets()
    {
        var logging = synthesis.DevEdge.Single("AWS::WAFv2::LoggingConfiguration");
        var redacted = logging.At("RedactedFields")!.AsArray().Select(field => (string?)field!["SingleHeader"]!["Name"]);

        Assert.StartsWith("aws-waf-logs-", (string?)synthesis.DevEdge.Named("AWS::Logs::LogGroup", "Firewall").At("LogGroupName"), StringComparison.Ordinal);
        Assert.DoesNotContain(":*", logging.Text("LogDestinationConfigs"), StringComparison.Ordinal);
        Assert.Equal(["authorization", "cancellation-token", "cookie", "idempotency-key"], redacted);
    }

    [Fact]
    public void CloudFront_can_deliver_access_logs_which_then_expire()
    {
        var bucket = synthesis.DevEdge.Single("AWS::S3::Bucket");

        Assert.Contains("BucketOwnerPreferred", bucket.Text("OwnershipControls"), StringComparison.Ordinal);
        Assert.Equal(90, (int?)bucket.At("LifecycleConfiguration", "Rules", 0, "ExpirationInDays"));
    }

    [Fact]
    public void Without_a_domain_there_is_no_certificate()
    {
        Assert.Empty(synthesis.DevEdge.OfType("AWS::CertificateManager::Certificate"));
    }

    [Fact]
    public void With_a_zone_the_certificate_is_validated_in_it()
    {
        var certificate = synthesis.Edge(SynthCase.WithDomain).Single("AWS::CertificateManager::Certificate");

        Assert.Equal("tickets.example.org", (string?)certificate.At("DomainName"));
        Assert.Equal("Z0123456789ABC", (string?)certificate.At("DomainValidationOptions", 0, "HostedZoneId"));
    }

    [Fact]
    public void From_another_region_the_service_reads_the_edge_s_values_through_CDK_s_reader()
    {
        Assert.Single(synthesis.DevEdge.OfType("Custom::CrossRegionExportWriter"));
        Assert.Single(synthesis.Dev.OfType("Custom::CrossRegionExportReader"));
    }

    [Fact]
    public void In_us_east_1_the_service_imports_them_directly()
    {
        var service = synthesis.Service(SynthCase.ProdInVirginia);

        Assert.Empty(service.OfType("Custom::CrossRegionExportReader"));
        Assert.Contains("Fn::ImportValue", service.Single("AWS::CloudFront::Distribution").Text("DistributionConfig", "WebACLId"), StringComparison.Ordinal);
    }
}
