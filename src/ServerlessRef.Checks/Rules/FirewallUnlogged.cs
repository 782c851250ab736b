using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>What was refused, and whether rightly, is seen in its log alone.</summary>
internal sealed class FirewallUnlogged : TemplateRule
{
    public override string Promise => "The firewall writes a log.";

    public override IEnumerable<Violation> Check(Template template) =>
        from firewall in template.OfType("AWS::WAFv2::WebACL")
        where !template.OfType("AWS::WAFv2::LoggingConfiguration").Any(logging => template.Target(logging.At("ResourceArn"))?.LogicalId == firewall.LogicalId)
        select firewall.Breaks("There is no logging configuration for it.");
}
