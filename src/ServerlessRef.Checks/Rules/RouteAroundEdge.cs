using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A method without the key that only CloudFront has is a way around CloudFront and its firewall.</summary>
internal sealed class RouteAroundEdge : TemplateRule
{
    public override string Promise => "Every route asks for the key that CloudFront sends.";

    public override IEnumerable<Violation> Check(Template template) =>
        from method in template.OfType("AWS::ApiGateway::Method")
        where !method.IsTrue("ApiKeyRequired")
        select method.Breaks("ApiKeyRequired is not true.");
}
