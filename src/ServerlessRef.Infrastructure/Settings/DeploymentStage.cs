namespace ServerlessRef.Infrastructure.Settings;

/// <summary>What a deployment is for. Context key <c>stage</c>; default <see cref="Dev"/>.</summary>
internal enum DeploymentStage
{
    /// <summary>May be destroyed, with everything it holds.</summary>
    Dev,

    /// <summary>Keeps its data: RETAIN, deletion and termination protection.</summary>
    Prod,
}
