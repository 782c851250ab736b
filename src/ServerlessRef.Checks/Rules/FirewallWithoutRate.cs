using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Without a rate rule one address may send what it likes, and the bill is ours.</summary>
internal sealed class FirewallWithoutRate : TemplateRule
{
    public override string Promise => "The firewall blocks addresses that send too much.";

    public override IEnumerable<Violation> Check(Template template) =>
        from firewall in template.OfType("AWS::WAFv2::WebACL")
        where !firewall.List("Rules").Any(rule => Json.At(rule, "Statement", "RateBasedStatement") is not null && Json.At(rule, "Action", "Block") is not null)
        select firewall.Breaks("No rule blocks by rate.");
}
