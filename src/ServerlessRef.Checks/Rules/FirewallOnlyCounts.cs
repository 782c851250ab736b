using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A group in count mode lets everything through, and looks in the console as if it did not.</summary>
internal sealed class FirewallOnlyCounts : TemplateRule
{
    public override string Promise => "The firewall's rules block, they do not only count.";

    public override IEnumerable<Violation> Check(Template template) =>
        from firewall in template.OfType("AWS::WAFv2::WebACL")
        where !firewall.List("Rules").Any() || firewall.List("Rules").Any(rule => Json.At(rule, "OverrideAction", "Count") is not null || Json.At(rule, "Action", "Count") is not null)
        select firewall.Breaks("It has no rules, or one that only counts.");
}
