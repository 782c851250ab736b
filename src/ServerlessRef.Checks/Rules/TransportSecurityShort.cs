using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A browser that has seen the site once never again speaks plain HTTP to it.</summary>
internal sealed class TransportSecurityShort : TemplateRule
{
    public override string Promise => "Browsers keep to TLS for a year or longer.";

    public override IEnumerable<Violation> Check(Template template) =>
        from headers in template.OfType("AWS::CloudFront::ResponseHeadersPolicy")
        where !(Json.Number(headers.At("ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "StrictTransportSecurity", "AccessControlMaxAgeSec")) >= 31_536_000)
        select headers.Breaks("Strict-Transport-Security is missing or holds for less than a year.");
}
