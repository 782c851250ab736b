using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Whoever is trusted here may become the role.</summary>
internal sealed class TrustOpen : TemplateRule
{
    public override string Promise => "No role can be assumed by everybody.";

    public override IEnumerable<Violation> Check(Template template) =>
        from role in template.OfType("AWS::IAM::Role")
        from statement in PolicyStatement.Of(role.At("AssumeRolePolicyDocument"))
        where statement.Allows && (statement.IsForEverybody || statement.IsByExclusion)
        select role.Breaks("Its trust policy allows everybody.");
}
