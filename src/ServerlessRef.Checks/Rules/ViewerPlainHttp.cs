using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Over plain HTTP a token can be read on the way.</summary>
internal sealed class ViewerPlainHttp : TemplateRule
{
    public override string Promise => "Viewers come over TLS only.";

    public override IEnumerable<Violation> Check(Template template) =>
        from distribution in template.OfType("AWS::CloudFront::Distribution")
        where Behaviors.Of(distribution).Any(behavior => Json.Text(Json.At(behavior, "ViewerProtocolPolicy")) is not ("https-only" or "redirect-to-https"))
        select distribution.Breaks("A behaviour answers plain HTTP.");
}
