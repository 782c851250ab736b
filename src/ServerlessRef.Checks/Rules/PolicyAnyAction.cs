using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Actions that do not exist yet are among those.</summary>
internal sealed class PolicyAnyAction : TemplateRule
{
    public override string Promise => "No role may do everything, with anything.";

    public override IEnumerable<Violation> Check(Template template) =>
        from policy in IdentityPolicies.Of(template)
        from statement in policy.Statements
        where statement.Allows && statement.Actions.Any(action => action == "*" || action.EndsWith(":*", StringComparison.Ordinal))
        select policy.Owner.Breaks($"It allows {string.Join(", ", statement.Actions)}.");
}
