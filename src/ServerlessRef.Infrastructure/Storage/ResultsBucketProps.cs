using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Storage;

internal sealed record ResultsBucketProps
{
    public required StageTraits Stage { get; init; }
}
