using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Handing out any role is as good as having them all.</summary>
internal sealed class PolicyPassesRoles : TemplateRule
{
    public override string Promise => "No role may hand out roles at will.";

    public override IEnumerable<Violation> Check(Template template) =>
        from policy in IdentityPolicies.Of(template)
        from statement in policy.Statements
        where statement.Allows && statement.IsForAnyResource && statement.Actions.Any(action => action is "iam:PassRole" or "iam:*" or "*")
        select policy.Owner.Breaks("Whoever has it may give any role of the account to a service, and so become it.");
}
