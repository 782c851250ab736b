using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Stacks;

internal sealed record EdgeStackProps
{
    public required DeploymentSettings Settings { get; init; }
}
