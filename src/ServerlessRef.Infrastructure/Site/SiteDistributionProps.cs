using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.S3;
using ServerlessRef.Infrastructure.Gateway;
using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Site;

internal sealed record SiteDistributionProps
{
    public required StageTraits Stage { get; init; }

    public required IBucket Site { get; init; }

    public required RestApi Api { get; init; }

    public required OriginKey OriginKey { get; init; }

    /// <summary>Host name of managed login: the only place besides its own that the page may talk to.</summary>
    public required string LoginDomain { get; init; }

    /// <summary>In us-east-1.</summary>
    public required string WebAclArn { get; init; }

    /// <summary>Where access logs go; object ACLs enabled, in a region CloudFront delivers to.</summary>
    public required IBucket AccessLogs { get; init; }

    /// <summary>Default: CloudFront's own name.</summary>
    public string? DomainName { get; init; }

    /// <summary>For <see cref="DomainName"/>; in us-east-1.</summary>
    public ICertificate? Certificate { get; init; }
}
