using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tests.Template;

namespace ServerlessRef.LocalCloud.Tests.Resources;

public sealed class EdgeTests : IDisposable
{
    private readonly TestAssembly _assembly = new TestAssembly()
        .Resource("Site", """{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"site"}}""")
        .Resource("Access", """{"Type":"AWS::CloudFront::OriginAccessControl","Properties":{"OriginAccessControlConfig":{"Name":"a","OriginAccessControlOriginType":"s3","SigningBehavior":"always","SigningProtocol":"sigv4"}}}""")
        .Resource("Cdn", """
            {"Type":"AWS::CloudFront::Distribution","Properties":{"DistributionConfig":{"Enabled":true,"DefaultRootObject":"index.html",
             "Origins":[{"Id":"files","DomainName":{"Fn::GetAtt":["Site","RegionalDomainName"]},"OriginAccessControlId":{"Fn::GetAtt":["Access","Id"]},"S3OriginConfig":{"OriginAccessIdentity":""},
               "OriginCustomHeaders":[{"HeaderName":"x-key","HeaderValue":"secret"}]}],
             "DefaultCacheBehavior":{"TargetOriginId":"files","CachePolicyId":"658327ea-f89d-4fab-a63d-7e88639e58f6","Compress":true,"ViewerProtocolPolicy":"redirect-to-https"},
             "CacheBehaviors":[{"PathPattern":"/a/*","TargetOriginId":"files","CachePolicyId":"4135ea2d-6df8-44a3-9df3-4b5a84be39ad","OriginRequestPolicyId":"b689b0a8-53d0-40ab-baf2-68738e2966ac"}],
             "CustomErrorResponses":[{"ErrorCode":403,"ResponseCode":404,"ResponsePagePath":"/404.html","ErrorCachingMinTTL":0}]}}}
            """);

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void Distribution_is_read_with_behaviors_in_order_and_the_default_last()
    {
        var distribution = Assert.Single(_assembly.Load().Distributions);

        Assert.Equal(["/a/*", "*"], distribution.Behaviors.Select(b => b.PathPattern));
        Assert.Equal(("index.html", new ErrorPage(403, 404, "/404.html", TimeSpan.Zero)), (distribution.DefaultRootObject, Assert.Single(distribution.ErrorPages)));
    }

    [Fact]
    public void Distribution_finds_managed_policies_by_their_published_ids()
    {
        var behaviors = Assert.Single(_assembly.Load().Distributions).Behaviors;

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromDays(1), true), (behaviors[0].CachePolicy.MaxTtl, behaviors[1].CachePolicy.DefaultTtl, behaviors[1].CachePolicy.AcceptsGzip));
        Assert.Equal((SelectionMode.AllExcept, "Host"), (behaviors[0].OriginRequestPolicy!.Headers.Mode, behaviors[0].OriginRequestPolicy!.Headers.Names[0]));
    }

    [Fact]
    public void Distribution_knows_an_origins_bucket_by_its_domain()
    {
        var origin = Assert.Single(Assert.Single(_assembly.Load().Distributions).Origins);

        Assert.Equal(("site", true, null, "secret"), (origin.BucketName, origin.SignsRequests, origin.RestApiId, origin.CustomHeaders["x-key"]));
    }

    [Fact]
    public void Distribution_knows_an_origins_api_by_its_domain()
    {
        _assembly.Resource("Rest", """{"Type":"AWS::ApiGateway::RestApi","Properties":{"Name":"Rest"}}""")
            .Resource("Stage", """{"Type":"AWS::ApiGateway::Stage","Properties":{"RestApiId":{"Ref":"Rest"},"StageName":"dev"}}""")
            .Set("Cdn", "DistributionConfig.Origins", """[{"Id":"files","OriginPath":"/dev","DomainName":{"Fn::Sub":"${Rest}.execute-api.${AWS::Region}.${AWS::URLSuffix}"}}]""");

        var cloud = _assembly.Load();
        var origin = Assert.Single(Assert.Single(cloud.Distributions).Origins);

        Assert.Equal((Assert.Single(cloud.RestApis).Id, "/dev", null), (origin.RestApiId, origin.OriginPath, origin.BucketName));
    }

    [Fact]
    public void Distribution_has_the_sites_authority_as_its_domain_name_and_links_lead_to_the_laptop() =>
        Assert.Equal("http://127.0.0.1:8080/", _assembly.Value("""{"Fn::Join":["",["https://",{"Fn::GetAtt":["Cdn","DomainName"]},"/"]]}"""));

    [Theory]
    [InlineData("Origins.0.DomainName", "\"example.com\"", "is no bucket and no REST API of the assembly; other origins are not emulated")]
    [InlineData("DefaultCacheBehavior.CachePolicyId", "\"gone\"", "the policy \"gone\" is not emulated; accepted: one of the assembly, or the managed")]
    [InlineData("DefaultCacheBehavior.FunctionAssociations", """[{"EventType":"viewer-request"}]""", "DefaultCacheBehavior.FunctionAssociations: is not emulated")]
    [InlineData("DefaultCacheBehavior.TargetOriginId", "\"gone\"", "The specified origin \"gone\" does not exist")]
    [InlineData("WebACLId", "\"gone\"", "no stack of the assembly defines the WebACL \"gone\"")]
    [InlineData("Enabled", "false", "\"false\" is not emulated; accepted: true")]
    public void Distribution_that_is_not_emulated_is_refused(string path, string value, string expected) =>
        Assert.Contains(expected, _assembly.Set("Cdn", $"DistributionConfig.{path}", value).Problem(), StringComparison.Ordinal);

    [Fact]
    public void CachePolicy_is_read_with_its_times_and_key()
    {
        CachePolicy("""{"HeaderBehavior":"whitelist","Headers":["Origin"]}""");

        var policy = Assert.Single(_assembly.Load().Distributions).Behaviors[^1].CachePolicy;

        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), SelectionMode.Only, SelectionMode.All), (policy.DefaultTtl, policy.MaxTtl, policy.Headers.Mode, policy.QueryStrings.Mode));
        Assert.Equal(["Origin"], policy.Headers.Names);
    }

    [Fact]
    public void CachePolicy_of_an_unknown_behavior_is_refused()
    {
        CachePolicy("""{"HeaderBehavior":"some"}""");

        Assert.Contains("\"some\" is not emulated; accepted: none, all", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void OriginRequestPolicy_is_read()
    {
        OriginRequestPolicy("Accept");

        Assert.Equal(["Accept"], Assert.Single(_assembly.Load().Distributions).Behaviors[^1].OriginRequestPolicy!.Headers.Names);
    }

    [Fact]
    public void OriginRequestPolicy_with_Authorization_is_refused_as_by_AWS()
    {
        OriginRequestPolicy("Authorization");

        Assert.Contains("contains Authorization that is not allowed", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void ResponseHeadersPolicy_is_read_with_security_and_own_headers()
    {
        _assembly.Resource("Headers", """
            {"Type":"AWS::CloudFront::ResponseHeadersPolicy","Properties":{"ResponseHeadersPolicyConfig":{"Name":"h","CustomHeadersConfig":{"Items":[{"Header":"x-a","Value":"b","Override":false}]},
             "RemoveHeadersConfig":{"Items":[{"Header":"Server"}]},
             "SecurityHeadersConfig":{"ContentTypeOptions":{"Override":true},"StrictTransportSecurity":{"AccessControlMaxAgeSec":60,"IncludeSubdomains":true,"Override":true}}}}}
            """).Set("Cdn", "DistributionConfig.DefaultCacheBehavior.ResponseHeadersPolicyId", """{"Ref":"Headers"}""");

        var policy = Assert.Single(_assembly.Load().Distributions).Behaviors[^1].ResponseHeadersPolicy!;

        Assert.Equal([new("x-a", "b", false), new("x-content-type-options", "nosniff", true), new("strict-transport-security", "max-age=60; includeSubDomains", true)], policy.Set);
        Assert.Equal(["Server"], policy.Remove);
    }

    [Fact]
    public void OriginAccessControl_that_never_signs_leaves_requests_unsigned() => Assert.False(
        Assert.Single(Assert.Single(_assembly.Set("Access", "OriginAccessControlConfig.SigningBehavior", "\"never\"").Load().Distributions).Origins).SignsRequests);

    [Fact]
    public void WebAcl_is_read_with_its_rules_by_priority()
    {
        WebAcl("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"IP","EvaluationWindowSec":60,"ScopeDownStatement":{"ByteMatchStatement":{"FieldToMatch":{"UriPath":{}},"PositionalConstraint":"STARTS_WITH","SearchString":"/v1/","TextTransformations":[{"Priority":0,"Type":"NONE"}]}}}}""");

        var acl = Assert.Single(_assembly.Load().WebAcls);

        Assert.True(acl.DefaultAllow);
        Assert.Equal([("Common", "managed"), ("Second", "rate")], acl.Rules.Select(r => (r.Name, r.Kind)));
        Assert.Equal(("AWSManagedRulesCommonRuleSet", "SizeRestrictions_BODY"), (acl.Rules[0].ManagedGroup, Assert.Single(acl.Rules[0].CountedRules)));
        Assert.Equal((100, TimeSpan.FromMinutes(1), "/v1/"), (acl.Rules[1].Limit, acl.Rules[1].Window, acl.Rules[1].ScopePathPrefix));
    }

    [Theory]
    [InlineData("""{"GeoMatchStatement":{"CountryCodes":["X"]}}""", "Statement: GeoMatchStatement is not emulated; accepted: ManagedRuleGroupStatement, RateBasedStatement")]
    [InlineData("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"FORWARDED_IP"}}""", "\"FORWARDED_IP\" is not emulated; accepted: IP")]
    [InlineData("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"IP","ScopeDownStatement":{"NotStatement":{}}}}""", "ScopeDownStatement: is not emulated; accepted: a ByteMatchStatement on UriPath")]
    public void WebAcl_with_an_unknown_statement_is_refused(string statement, string expected)
    {
        WebAcl(statement);

        Assert.Contains(expected, _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void UserPool_is_read_with_clients_and_groups()
    {
        _assembly.Resource("Pool", """{"Type":"AWS::Cognito::UserPool","Properties":{"UserPoolTier":"ESSENTIALS"}}""")
            .Resource("Page", """{"Type":"AWS::Cognito::UserPoolClient","Properties":{"UserPoolId":{"Ref":"Pool"},"GenerateSecret":false}}""")
            .Resource("Staff", """{"Type":"AWS::Cognito::UserPoolGroup","Properties":{"UserPoolId":{"Ref":"Pool"},"GroupName":"organisers"}}""");

        var pool = Assert.Single(_assembly.Load().UserPools);

        Assert.Matches("^eu-central-1_[0-9A-Z]{9}$", pool.Id);
        Assert.Equal(($"https://cognito-idp.eu-central-1.amazonaws.com/{pool.Id}", "organisers", 1), (pool.Issuer, Assert.Single(pool.Groups), pool.ClientIds.Count));
    }

    [Fact]
    public void UserPool_with_triggers_is_refused() => Assert.Contains(
        "LambdaConfig: is not emulated",
        _assembly.Resource("Pool", """{"Type":"AWS::Cognito::UserPool","Properties":{"LambdaConfig":{"PreSignUp":"x"}}}""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void UserPoolClient_of_a_missing_pool_is_refused() => Assert.Contains(
        "User pool gone does not exist",
        _assembly.Resource("Page", """{"Type":"AWS::Cognito::UserPoolClient","Properties":{"UserPoolId":"gone"}}""").Problem(),
        StringComparison.Ordinal);

    private void WebAcl(string statement) => _assembly.AddStack("Edge", "us-east-1").Resource("Acl", """
        {"Type":"AWS::WAFv2::WebACL","Properties":{"Scope":"CLOUDFRONT","DefaultAction":{"Allow":{}},"VisibilityConfig":{},"Rules":[
          {"Name":"Second","Priority":2,"Action":{"Block":{}},"Statement":STATEMENT},
          {"Name":"Common","Priority":1,"OverrideAction":{"None":{}},"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesCommonRuleSet","RuleActionOverrides":[{"Name":"SizeRestrictions_BODY","ActionToUse":{"Count":{}}}]}}}]}}
        """.Replace("STATEMENT", statement, StringComparison.Ordinal), "Edge");

    private void CachePolicy(string headers) => _assembly.Resource("Brief", """
        {"Type":"AWS::CloudFront::CachePolicy","Properties":{"CachePolicyConfig":{"Name":"b","MinTTL":0,"DefaultTTL":1,"MaxTTL":2,"ParametersInCacheKeyAndForwardedToOrigin":{
         "HeadersConfig":HEADERS,"CookiesConfig":{"CookieBehavior":"none"},"QueryStringsConfig":{"QueryStringBehavior":"all"},"EnableAcceptEncodingGzip":true}}}}
        """.Replace("HEADERS", headers, StringComparison.Ordinal)).Set("Cdn", "DistributionConfig.DefaultCacheBehavior.CachePolicyId", """{"Ref":"Brief"}""");

    private void OriginRequestPolicy(string header) => _assembly.Resource("Forward", """
        {"Type":"AWS::CloudFront::OriginRequestPolicy","Properties":{"OriginRequestPolicyConfig":{"Name":"f",
         "HeadersConfig":{"HeaderBehavior":"whitelist","Headers":["HEADER"]},"CookiesConfig":{"CookieBehavior":"none"},"QueryStringsConfig":{"QueryStringBehavior":"none"}}}}
        """.Replace("HEADER\"", header + "\"", StringComparison.Ordinal)).Set("Cdn", "DistributionConfig.DefaultCacheBehavior.OriginRequestPolicyId", """{"Ref":"Forward"}""");
}
