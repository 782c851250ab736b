namespace ServerlessRef.LocalCloud.Resources;

/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-distributionconfig.html.</remarks>
internal sealed class CloudFrontDistribution : ResourceType
{
    private const string NoTls = "the laptop serves plain HTTP on loopback";
    private const string C = "DistributionConfig.";

    private static readonly string[] BehaviorProperties = ["TargetOriginId", "AllowedMethods", "CachedMethods", "Compress", "CachePolicyId", "OriginRequestPolicyId", "ResponseHeadersPolicyId"];

    public override string Type => "AWS::CloudFront::Distribution";

    public override PropertyTable Properties { get; } = new()
    {
        Read =
        [
            $"{C}Enabled", $"{C}DefaultRootObject", $"{C}WebACLId", $"{C}CacheBehaviors.PathPattern",
            .. BehaviorProperties.Select(p => $"{C}DefaultCacheBehavior.{p}"),
            .. BehaviorProperties.Select(p => $"{C}CacheBehaviors.{p}"),
            $"{C}Origins.Id", $"{C}Origins.DomainName", $"{C}Origins.OriginPath", $"{C}Origins.OriginAccessControlId", $"{C}Origins.OriginCustomHeaders",
            $"{C}Origins.CustomOriginConfig.OriginReadTimeout",
            $"{C}CustomErrorResponses.ErrorCode", $"{C}CustomErrorResponses.ResponseCode", $"{C}CustomErrorResponses.ResponsePagePath", $"{C}CustomErrorResponses.ErrorCachingMinTTL",
        ],
        Ignored =
        {
            [$"{C}Aliases"] = "the laptop has one address",
            [$"{C}ViewerCertificate"] = NoTls,
            [$"{C}DefaultCacheBehavior.ViewerProtocolPolicy"] = NoTls,
            [$"{C}CacheBehaviors.ViewerProtocolPolicy"] = NoTls,
            [$"{C}HttpVersion"] = NoTls,
            [$"{C}IPV6Enabled"] = "the laptop has one address",
            [$"{C}PriceClass"] = Reasons.Cost,
            [$"{C}Logging"] = "the console shows each request",
            [$"{C}Comment"] = Reasons.Description,
            [$"{C}Origins.S3OriginConfig"] = "without an origin access identity it says nothing; access control is read from OriginAccessControlId",
            [$"{C}Origins.CustomOriginConfig.OriginProtocolPolicy"] = NoTls,
            [$"{C}Origins.CustomOriginConfig.OriginSSLProtocols"] = NoTls,
            [$"{C}Origins.CustomOriginConfig.HTTPSPort"] = NoTls,
            [$"{C}Origins.CustomOriginConfig.OriginKeepaliveTimeout"] = "the origin is in the same process",
            [$"{C}Origins.ConnectionAttempts"] = "the origin is in the same process",
            [$"{C}Origins.ConnectionTimeout"] = "the origin is in the same process",
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => $"E{resource.Id("distribution", 13, upperCase: true)}";

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "DomainName" => resource.Context.Options.SiteAddress.Authority,
        "Id" => Ref(resource),
        "Arn" => $"arn:aws:cloudfront::{Template.LoadContext.AccountId}:distribution/{Ref(resource)}",
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("DistributionConfig.Enabled", "true");
        if (properties.Object("DistributionConfig") is { } config)
        {
            cloud.DistributionConfigs.Add((resource, config));
        }
    }
}
