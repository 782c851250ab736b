using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Images;

internal sealed record MediaBucketProps
{
    public required StageTraits Stage { get; init; }
}
