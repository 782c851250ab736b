using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Only X-Ray knows no resources (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html).</summary>
internal sealed class PolicyAnyResource : TemplateRule
{
    public override string Promise => "No role reaches every resource of the account.";

    public override IEnumerable<Violation> Check(Template template) =>
        from policy in IdentityPolicies.Of(template)
        from statement in policy.Statements
        where statement.Allows && statement.IsForAnyResource && statement.Actions.Any(action => !action.StartsWith("xray:Put", StringComparison.Ordinal))
        select policy.Owner.Breaks($"{string.Join(", ", statement.Actions)} on every resource of the account.");
}
