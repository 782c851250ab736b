using System.Text.Json.Nodes;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class SiteTests(SynthesisFixture synthesis)
{
    /// <summary>Ids of CloudFront's managed policies (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html).</summary>
    private const string CachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";

    private const string CachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

    private const string AllViewerExceptHostHeader = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    private JsonNode Config => synthesis.Dev.Single("AWS::CloudFront::Distribution").At("DistributionConfig")!;

    private JsonArray Behaviors => Config["CacheBehaviors"]!.AsArray();

    [Fact]
    public void Paths_are_matched_from_the_private_to_the_general()
    {
        Assert.Equal(["/v1/events/*/*", "/v1/events/*", "/v1/*", "/images/*"], Behaviors.Select(behavior => (string)behavior!["PathPattern"]!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void What_may_be_private_is_never_cached_and_reaches_the_api_whole(int position)
    {
        Assert.Equal(CachingDisabled, (string?)Behaviors[position]!["CachePolicyId"]);
        Assert.Equal(AllViewerExceptHostHeader, (string?)Behaviors[position]!["OriginRequestPolicyId"]);
    }

    [Fact]
    public void An_event_is_cached_for_a_second_and_no_credentials_are_forwarded_for_it()
    {
        var policy = synthesis.Dev.WithId((string)Behaviors[1]!["CachePolicyId"]!["Ref"]!).At("CachePolicyConfig")!;
        var key = policy["ParametersInCacheKeyAndForwardedToOrigin"]!;

        Assert.Equal((0, 1, 1), ((int)policy["MinTTL"]!, (int)policy["DefaultTTL"]!, (int)policy["MaxTTL"]!));
        Assert.Equal("none", (string?)key["HeadersConfig"]!["HeaderBehavior"]);
        Assert.Equal("none", (string?)key["CookiesConfig"]!["CookieBehavior"]);
        Assert.Equal("none", (string?)key["QueryStringsConfig"]!["QueryStringBehavior"]);
        Assert.Null(Behaviors[1]!["OriginRequestPolicyId"]);
    }

    [Fact]
    public void A_method_the_api_does_not_know_is_refused_by_the_api_itself()
    {
        Assert.All(Behaviors.Take(3), behavior => Assert.Equal(7, behavior!["AllowedMethods"]!.AsArray().Count));
    }

    [Fact]
    public void The_api_is_never_spoken_to_in_plain_http()
    {
        Assert.All(Behaviors, behavior => Assert.Equal("https-only", (string?)behavior!["ViewerProtocolPolicy"]));
    }

    [Fact]
    public void The_page_is_read_only_cached_and_redirects_to_https()
    {
        var page = Config["DefaultCacheBehavior"]!;

        Assert.Equal(CachingOptimized, (string?)page["CachePolicyId"]);
        Assert.Equal("""["GET","HEAD"]""", Json.Compact(page["AllowedMethods"]));
        Assert.Equal("redirect-to-https", (string?)page["ViewerProtocolPolicy"]);
        Assert.Equal("index.html", (string?)Config["DefaultRootObject"]);
    }

    [Fact]
    public void The_bucket_is_reached_with_origin_access_control_by_this_distribution_only()
    {
        var policy = synthesis.Dev.Named("AWS::S3::BucketPolicy", "SiteFiles").Text("PolicyDocument");

        Assert.All(synthesis.Dev.OfType("AWS::CloudFront::OriginAccessControl"), control => Assert.Equal("always", (string?)control.At("OriginAccessControlConfig", "SigningBehavior")));
        Assert.Contains(synthesis.Dev.Single("AWS::CloudFront::Distribution").LogicalId, policy, StringComparison.Ordinal);
        Assert.Contains("\"AWS:SourceArn\"", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_404_because_CloudFront_may_list()
    {
        Assert.Contains("""["s3:GetObject","s3:ListBucket"]""", synthesis.Dev.Named("AWS::S3::BucketPolicy", "SiteFiles").Text("PolicyDocument"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_api_gets_the_key_from_CloudFront_and_nobody_else()
    {
        var header = Assert.Single(ApiOrigin()["OriginCustomHeaders"]!.AsArray())!;

        Assert.Equal("x-api-key", (string?)header["HeaderName"]);
        Assert.Equal(
            synthesis.Dev.Single("AWS::ApiGateway::ApiKey").Text("Value"),
            Json.Compact(header["HeaderValue"]));
    }

    [Fact]
    public void The_api_is_spoken_to_in_TLS_1_2()
    {
        Assert.Equal("""["TLSv1.2"]""", Json.Compact(ApiOrigin()["CustomOriginConfig"]!["OriginSSLProtocols"]));
        Assert.Equal("https-only", (string?)ApiOrigin()["CustomOriginConfig"]!["OriginProtocolPolicy"]);
    }

    [Fact]
    public void Errors_pass_unchanged_and_are_not_kept()
    {
        Assert.All(Config["CustomErrorResponses"]!.AsArray(), response =>
        {
            Assert.Equal(0, (int?)response!["ErrorCachingMinTTL"]);
            Assert.Null(response["ResponsePagePath"]);
            Assert.Null(response["ResponseCode"]);
        });
        Assert.Superset(
            new HashSet<int> { 403, 404, 500, 502, 503, 504 },
            Config["CustomErrorResponses"]!.AsArray().Select(response => (int)response!["ErrorCode"]!).ToHashSet());
    }

    [Fact]
    public void The_firewall_stands_in_front_and_access_is_logged()
    {
        Assert.Contains("FirewallWebAcl", Json.Compact(Config["WebACLId"]), StringComparison.Ordinal);
        Assert.Contains("AccessLogsBucket", Json.Compact(Config["Logging"]!["Bucket"]), StringComparison.Ordinal);
        Assert.False((bool?)Config["Logging"]!["IncludeCookies"]);
    }

    [Fact]
    public void HTTP_2_and_3_are_spoken()
    {
        Assert.Equal("http2and3", (string?)Config["HttpVersion"]);
    }

    [Fact]
    public void Every_response_has_the_security_headers()
    {
        var policy = synthesis.Dev.Single("AWS::CloudFront::ResponseHeadersPolicy");

        Assert.All(
            Behaviors.Append(Config["DefaultCacheBehavior"]),
            behavior => Assert.Equal(policy.LogicalId, (string?)behavior!["ResponseHeadersPolicyId"]!["Ref"]));
        var headers = policy.At("ResponseHeadersPolicyConfig", "SecurityHeadersConfig")!;
        Assert.True((int?)headers["StrictTransportSecurity"]!["AccessControlMaxAgeSec"] >= 31_536_000);
        Assert.NotNull(headers["ContentTypeOptions"]);
        Assert.Equal("DENY", (string?)headers["FrameOptions"]!["FrameOption"]);
        Assert.Equal("no-referrer", (string?)headers["ReferrerPolicy"]!["ReferrerPolicy"]);
        Assert.Contains("Permissions-Policy", policy.Text("ResponseHeadersPolicyConfig", "CustomHeadersConfig"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_runs_its_own_scripts_and_speaks_to_itself_and_managed_login_only()
    {
        var csp = synthesis.Dev.Single("AWS::CloudFront::ResponseHeadersPolicy")
            .Text("ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "ContentSecurityPolicy");

        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", csp, StringComparison.Ordinal);
        Assert.Contains("""connect-src 'self' https://",{"Ref":"OrganisersPoolDomain""", csp, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", csp, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", csp, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_points_are_always_asked_for_and_other_files_kept_for_minutes()
    {
        var files = synthesis.Dev.Named("Custom::CDKBucketDeployment", "SiteContentFiles");
        var entryPoints = synthesis.Dev.Named("Custom::CDKBucketDeployment", "SiteContentEntryPoints");

        Assert.Equal("""["*.html","config.json"]""", files.Text("Exclude"));
        Assert.Equal("public, max-age=300", (string?)files.At("SystemMetadata", "cache-control"));
        Assert.Equal("""["*.html","config.json"]""", entryPoints.Text("Include"));
        Assert.Equal("no-cache", (string?)entryPoints.At("SystemMetadata", "cache-control"));
    }

    [Fact]
    public void Without_a_domain_the_distribution_has_CloudFront_s_name_and_certificate()
    {
        Assert.Null(Config["Aliases"]);
        Assert.Null(Config["ViewerCertificate"]);
    }

    [Fact]
    public void With_a_domain_TLS_1_2_of_2021_is_the_oldest_spoken()
    {
        var config = synthesis.Service(SynthCase.WithDomain).Single("AWS::CloudFront::Distribution").At("DistributionConfig")!;

        Assert.Equal("""["tickets.example.org"]""", Json.Compact(config["Aliases"]));
        Assert.Equal("TLSv1.2_2021", (string?)config["ViewerCertificate"]!["MinimumProtocolVersion"]);
        Assert.Equal("sni-only", (string?)config["ViewerCertificate"]!["SslSupportMethod"]);
    }

    [Fact]
    public void With_a_zone_its_records_lead_to_the_distribution()
    {
        var records = synthesis.Service(SynthCase.WithDomain).OfType("AWS::Route53::RecordSet").ToList();

        Assert.Equal(["A", "AAAA"], records.Select(record => (string)record.At("Type")!).Order(StringComparer.Ordinal));
        Assert.All(records, record => Assert.Equal("tickets.example.org.", (string?)record.At("Name")));
    }

    [Fact]
    public void The_outputs_are_what_people_and_scripts_look_up()
    {
        Assert.Equal(
            ["ApiUrl", "DeadLetterQueueName", "JobQueueName", "LoginDomain", "ResultsBucketName", "SiteUrl", "TableName", "TicketsMailedFrom", "UserPoolClientId", "UserPoolId"],
            synthesis.Dev.Root["Outputs"]!.AsObject().Select(output => output.Key).Order(StringComparer.Ordinal));
    }

    private JsonNode ApiOrigin() => Assert.Single(Config["Origins"]!.AsArray(), origin => origin!["CustomOriginConfig"] is not null)!;
}
