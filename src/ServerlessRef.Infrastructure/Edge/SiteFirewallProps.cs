using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Edge;

internal sealed record SiteFirewallProps
{
    public required StageTraits Stage { get; init; }
}
