using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Site;

internal sealed record SiteBucketProps
{
    public required StageTraits Stage { get; init; }
}
