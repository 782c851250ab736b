using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Jobs;

internal sealed record JobQueueProps
{
    public required StageTraits Stage { get; init; }
}
