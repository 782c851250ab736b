using Amazon.CDK;
using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Stacks;

/// <summary>The stacks of one stage.</summary>
internal static class ServerlessRefStacks
{
    /// <param name="repositoryRoot">Absolute; the page's files are in its <c>src/web</c>.</param>
    public static void AddTo(App app, DeploymentSettings settings, FunctionAssets assets, string repositoryRoot)
    {
        var stage = StageTraits.Of(settings.Stage).Name;
        var edge = new EdgeStack(app, $"ServerlessRef-{stage}-Edge", new EdgeStackProps { Settings = settings });
        var service = new ServiceStack(app, $"ServerlessRef-{stage}", new ServiceStackProps
        {
            Settings = settings,
            Assets = assets,
            SiteDirectory = Path.Combine(repositoryRoot, "src", "web"),
            Edge = edge,
        });

        DeploymentGuard.AddTo(edge, assets, settings.AllowStandIns);
        DeploymentGuard.AddTo(service, assets, settings.AllowStandIns);
    }
}
