using Amazon.CDK;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.S3.Deployment;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Site;

/// <summary>Puts the page and its configuration into the bucket.</summary>
internal sealed class SiteContent : Construct
{
    /// <summary>What names the other files, and so must be fresh.</summary>
    private static readonly string[] EntryPoints = ["*.html", "config.json"];

    public SiteContent(Construct scope, string id, SiteContentProps props)
        : base(scope, id)
    {
        var logs = CreateLogs(props);
        var files = Source.Asset(props.Directory);
        CreateFiles(props, logs, files);
        CreateEntryPoints(props, logs, files);
        HelperAcceptances.AcceptCopyingOfFiles(Stack.Of(this), (CfnElement)props.Site.Node.DefaultChild!);
    }

    private LogGroup CreateLogs(SiteContentProps props) => new LogGroup(this, "Logs", new LogGroupProps
    {
        Retention = props.Stage.LogRetention,
        RemovalPolicy = RemovalPolicy.DESTROY,
    }).WithAcceptances();

    /// <summary>File names carry no hash, there being no build step: five minutes, then a conditional request.</summary>
    private BucketDeployment CreateFiles(SiteContentProps props, LogGroup logs, ISource files) => new(this, "Files", new BucketDeploymentProps
    {
        DestinationBucket = props.Site,
        Sources = [files],
        Exclude = EntryPoints,
        CacheControl = [CacheControl.SetPublic(), CacheControl.MaxAge(Duration.Minutes(5))],
        LogGroup = logs,
    });

    private BucketDeployment CreateEntryPoints(SiteContentProps props, LogGroup logs, ISource files) => new(this, "EntryPoints", new BucketDeploymentProps
    {
        DestinationBucket = props.Site,
        Sources = [files, Configuration(props)],
        // Everything out, then these in again: deleting old files keeps to them as well.
        Exclude = ["*"],
        Include = EntryPoints,
        CacheControl = [CacheControl.NoCache()],
        LogGroup = logs,
    });

    private static ISource Configuration(SiteContentProps props) => Source.JsonData("config.json", new Dictionary<string, object>
    {
        ["mode"] = "cognito",
        ["stage"] = props.Stage.Name,
        ["region"] = Stack.Of(props.Organisers).Region,
        ["clientId"] = props.Login.Client.UserPoolClientId,
        ["loginDomain"] = props.Organisers.LoginDomain,
        ["features"] = props.Parts.Features(),
    });
}
