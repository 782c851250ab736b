using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Edge;

internal sealed record AccessLogBucketProps
{
    public required StageTraits Stage { get; init; }
}
