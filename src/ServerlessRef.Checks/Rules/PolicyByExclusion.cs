using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>What is allowed by exclusion grows with every service AWS adds.</summary>
internal sealed class PolicyByExclusion : TemplateRule
{
    public override string Promise => "No policy allows by exclusion.";

    public override IEnumerable<Violation> Check(Template template) =>
        from policy in IdentityPolicies.Of(template)
        from statement in policy.Statements
        where statement.Allows && statement.IsByExclusion
        select policy.Owner.Breaks("It allows everything except what it names.");
}
