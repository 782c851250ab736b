using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>The key that opens the API is in every request to the origin.</summary>
internal sealed class OriginPlainHttp : TemplateRule
{
    public override string Promise => "CloudFront speaks TLS 1.2 to its origins.";

    public override IEnumerable<Violation> Check(Template template) =>
        from distribution in template.OfType("AWS::CloudFront::Distribution")
        from origin in distribution.List("DistributionConfig", "Origins")
        let custom = Json.At(origin, "CustomOriginConfig")
        where custom is not null && (Json.Text(Json.At(custom, "OriginProtocolPolicy")) != "https-only"
            || Json.List(Json.At(custom, "OriginSSLProtocols")).Any(protocol => Json.Text(protocol) != "TLSv1.2"))
        select distribution.Breaks("An origin is reached over plain HTTP, or over TLS older than 1.2.");
}
