using Amazon.CDK.AWS.CloudFront;

namespace ServerlessRef.Infrastructure.Site;

internal sealed record SiteRecordsProps
{
    public required IDistribution Distribution { get; init; }

    public required string DomainName { get; init; }

    public required string HostedZoneId { get; init; }
}
