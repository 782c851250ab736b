using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>What a browser is not told it does not enforce.</summary>
internal sealed class HeadersMissing : TemplateRule
{
    public override string Promise => "Every answer carries the security headers.";

    public override IEnumerable<Violation> Check(Template template) =>
        from distribution in template.OfType("AWS::CloudFront::Distribution")
        where Behaviors.Of(distribution).Any(behavior => Json.At(behavior, "ResponseHeadersPolicyId") is null)
        select distribution.Breaks("A behaviour has no response headers policy.");
}
