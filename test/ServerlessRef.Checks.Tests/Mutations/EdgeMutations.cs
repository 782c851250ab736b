using static ServerlessRef.Checks.Tests.Mutations.Damage;

namespace ServerlessRef.Checks.Tests.Mutations;

/// <summary>CloudFront and its firewall.</summary>
internal static class EdgeMutations
{
    private const string Site = "AWS::CloudFront::Distribution Site";

    private const string Headers = "AWS::CloudFront::ResponseHeadersPolicy Site";

    private const string Firewall = "AWS::WAFv2::WebACL Firewall";

    public static readonly Mutation[] All =
    [
        new("CloudFront has no firewall", "AwsSolutions-CFR2", Site, Remove("DistributionConfig/WebACLId")),
        new("CloudFront writes no access log", "AwsSolutions-CFR3", Site, Remove("DistributionConfig/Logging")),
        new("Viewers may come over plain HTTP", "ServerlessRef-ViewerPlainHttp", Site, Set("DistributionConfig/DefaultCacheBehavior/ViewerProtocolPolicy", "\"allow-all\"")),
        new("Viewers may come over TLS 1.0", "ServerlessRef-ViewerTlsOld", Site, Set("DistributionConfig/ViewerCertificate/MinimumProtocolVersion", "\"TLSv1\"")),
        new("CloudFront reaches the API over plain HTTP", "ServerlessRef-OriginPlainHttp", Site, Set("DistributionConfig/Origins/1/CustomOriginConfig/OriginProtocolPolicy", "\"http-only\"")),
        new("CloudFront reaches the API over TLS 1.0", "ServerlessRef-OriginPlainHttp", Site, Set("DistributionConfig/Origins/1/CustomOriginConfig/OriginSSLProtocols", """["TLSv1","TLSv1.2"]""")),
        new("CloudFront reads the page's bucket unsigned", "AwsSolutions-CFR7", Site, Remove("DistributionConfig/Origins/0/OriginAccessControlId")),
        new("Answers of the API carry no security headers", "ServerlessRef-HeadersMissing", Site, Remove("DistributionConfig/CacheBehaviors/0/ResponseHeadersPolicyId")),
        new("Inline scripts run", "ServerlessRef-ScriptsUnbounded", Headers, Set("ResponseHeadersPolicyConfig/SecurityHeadersConfig/ContentSecurityPolicy/ContentSecurityPolicy", "\"default-src 'none'; script-src 'self' 'unsafe-inline'\"")),
        new("Browsers forget TLS after a minute", "ServerlessRef-TransportSecurityShort", Headers, Set("ResponseHeadersPolicyConfig/SecurityHeadersConfig/StrictTransportSecurity/AccessControlMaxAgeSec", "60")),
        new("Answers for one are cached for all", "ServerlessRef-CachedForMany", "AWS::CloudFront::CachePolicy Site", Set("CachePolicyConfig/ParametersInCacheKeyAndForwardedToOrigin/CookiesConfig/CookieBehavior", "\"all\"")),
        new("The firewall has no rate rule", "ServerlessRef-FirewallWithoutRate", Firewall, Remove("Rules/0")) { Edge = true },
        new("A managed group only counts", "ServerlessRef-FirewallOnlyCounts", Firewall, Set("Rules/1/OverrideAction", """{"Count":{}}""")) { Edge = true },
        new("The firewall writes no log", "ServerlessRef-FirewallUnlogged", "AWS::WAFv2::LoggingConfiguration Firewall", Set("ResourceArn", "\"arn:aws:wafv2:us-east-1:111122223333:global/webacl/other/1\"")) { Edge = true, Reported = Firewall },
    ];
}
