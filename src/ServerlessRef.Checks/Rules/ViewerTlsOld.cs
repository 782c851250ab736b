using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>CloudFront takes whatever is set here for a certificate of our own, down to SSLv3.</summary>
internal sealed class ViewerTlsOld : TemplateRule
{
    public override string Promise => "With a certificate of its own the site speaks TLS 1.2 or newer.";

    public override IEnumerable<Violation> Check(Template template) =>
        from distribution in template.OfType("AWS::CloudFront::Distribution")
        let certificate = distribution.At("DistributionConfig", "ViewerCertificate")
        where Json.At(certificate, "AcmCertificateArn") is not null
            && Json.Text(Json.At(certificate, "MinimumProtocolVersion")) is not ("TLSv1.2_2021" or "TLSv1.2_2025" or "TLSv1.3_2025")
        select distribution.Breaks($"MinimumProtocolVersion is {Json.Text(Json.At(certificate, "MinimumProtocolVersion")) ?? "not set"}.");
}
