using Amazon.CDK.AWS.Route53;
using Amazon.CDK.AWS.Route53.Targets;
using Constructs;

namespace ServerlessRef.Infrastructure.Site;

/// <summary>Leads the site's host name to CloudFront, over IPv4 and IPv6.</summary>
internal sealed class SiteRecords : Construct
{
    public SiteRecords(Construct scope, string id, SiteRecordsProps props)
        : base(scope, id)
    {
        // Looking the zone's name up would need the network. Record names are made from it, so the host's own name does.
        var zone = HostedZone.FromHostedZoneAttributes(this, "Zone", new HostedZoneAttributes
        {
            HostedZoneId = props.HostedZoneId,
            ZoneName = props.DomainName,
        });
        var target = RecordTarget.FromAlias(new CloudFrontTarget(props.Distribution));
        new ARecord(this, "IPv4", new ARecordProps { Zone = zone, Target = target });
        new AaaaRecord(this, "IPv6", new AaaaRecordProps { Zone = zone, Target = target });
    }
}
