using ServerlessRef.Infrastructure.Functions;

namespace ServerlessRef.Infrastructure.Jobs;

internal sealed record SweeperScheduleProps
{
    public required NativeFunction Sweeper { get; init; }
}
