using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.Route53;
using Constructs;

namespace ServerlessRef.Infrastructure.Edge;

/// <summary>The certificate of the site's own host name.</summary>
internal sealed class SiteCertificate : Construct
{
    public SiteCertificate(Construct scope, string id, SiteCertificateProps props)
        : base(scope, id)
    {
        Certificate = props.CertificateArn is null
            ? CreateCertificate(props)
            : Amazon.CDK.AWS.CertificateManager.Certificate.FromCertificateArn(this, "Certificate", props.CertificateArn);
    }

    public ICertificate Certificate { get; }

    private Certificate CreateCertificate(SiteCertificateProps props) => new(this, "Certificate", new CertificateProps
    {
        DomainName = props.DomainName,
        Validation = CertificateValidation.FromDns(HostedZone.FromHostedZoneAttributes(this, "Zone", new HostedZoneAttributes
        {
            HostedZoneId = props.HostedZoneId!,
            ZoneName = props.DomainName,
        })),
    });
}
