using Amazon.CDK.AWS.S3;
using ServerlessRef.Infrastructure.Organisers;
using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Site;

internal sealed record SiteContentProps
{
    public required StageTraits Stage { get; init; }

    public required IBucket Site { get; init; }

    /// <summary>Absolute path of the page's files.</summary>
    public required string Directory { get; init; }

    public required OrganiserPool Organisers { get; init; }

    public required LoginClient Login { get; init; }

    /// <summary>What the page may offer.</summary>
    public required ServiceParts Parts { get; init; }
}
