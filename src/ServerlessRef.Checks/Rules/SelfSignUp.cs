using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Whoever can make an account of his own is one group away from being an organiser.</summary>
internal sealed class SelfSignUp : TemplateRule
{
    public override string Promise => "Accounts are made by administrators only.";

    public override IEnumerable<Violation> Check(Template template) =>
        from pool in template.OfType("AWS::Cognito::UserPool")
        where !pool.IsTrue("AdminCreateUserConfig", "AllowAdminCreateUserOnly")
        select pool.Breaks("AllowAdminCreateUserOnly is not true.");
}
