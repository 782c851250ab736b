using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Organisers;

internal sealed record OrganiserPoolProps
{
    public required StageTraits Stage { get; init; }
}
