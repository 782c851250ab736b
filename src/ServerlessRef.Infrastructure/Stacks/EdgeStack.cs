using Amazon.CDK;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.S3;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Edge;
using ServerlessRef.Infrastructure.Privileges;
using ServerlessRef.Infrastructure.Settings;
using Environment = Amazon.CDK.Environment;

namespace ServerlessRef.Infrastructure.Stacks;

/// <summary>What CloudFront needs in us-east-1, wherever the service itself lives.</summary>
internal sealed class EdgeStack : Stack
{
    private readonly EdgeStackProps _props;

    private readonly StageTraits _stage;

    public EdgeStack(Construct scope, string id, EdgeStackProps props)
        : base(scope, id, new StackProps
        {
            Description = "ServerlessRef: web firewall, certificate and access logs of the distribution",
            Env = new Environment { Region = "us-east-1" },
            CrossRegionReferences = true,
            TerminationProtection = StageTraits.Of(props.Settings.Stage).Protected,
        })
    {
        _props = props;
        _stage = StageTraits.Of(props.Settings.Stage);

        WebAclArn = CreateFirewall();
        AccessLogs = CreateAccessLogs();
        Certificate = CreateCertificate();
        HelperRoles.ExplainInEdge(this, emptiesBuckets: !_stage.Protected, writesToService: Region != props.Settings.Region);

        HelperAcceptances.AcceptEmptyingOfBuckets(this);
        if (props.Settings.Region != Region)
        {
            HelperAcceptances.AcceptExports(this, props.Settings.Region);
        }
    }

    public string WebAclArn { get; }

    public IBucket AccessLogs { get; }

    /// <summary>Null without a domain of its own.</summary>
    public ICertificate? Certificate { get; }

    private string CreateFirewall() =>
        new SiteFirewall(this, "Firewall", new SiteFirewallProps { Stage = _stage }).WebAcl.AttrArn;

    private Bucket CreateAccessLogs() =>
        new AccessLogBucket(this, "AccessLogs", new AccessLogBucketProps { Stage = _stage }).Bucket;

    private ICertificate? CreateCertificate() => _props.Settings.DomainName is not { } domain
        ? null
        : new SiteCertificate(this, "Domain", new SiteCertificateProps
        {
            DomainName = domain,
            HostedZoneId = _props.Settings.HostedZoneId,
            CertificateArn = _props.Settings.CertificateArn,
        }).Certificate;
}
