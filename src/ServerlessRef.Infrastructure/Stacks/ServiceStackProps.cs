using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Stacks;

internal sealed record ServiceStackProps
{
    public required DeploymentSettings Settings { get; init; }

    public required FunctionAssets Assets { get; init; }

    /// <summary>Absolute path of the page's files.</summary>
    public required string SiteDirectory { get; init; }

    public required EdgeStack Edge { get; init; }
}
