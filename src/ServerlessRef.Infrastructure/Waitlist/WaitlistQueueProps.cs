using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Waitlist;

internal sealed record WaitlistQueueProps
{
    public required StageTraits Stage { get; init; }
}
