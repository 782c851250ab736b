using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A deleted pool takes every account with it.</summary>
internal sealed class PoolProtection : TemplateRule
{
    public override string Promise => "A user pool that is kept refuses to be deleted.";

    public override IEnumerable<Violation> Check(Template template) =>
        from pool in template.OfType("AWS::Cognito::UserPool")
        where pool.IsRetained && pool.Text("DeletionProtection") != "ACTIVE"
        select pool.Breaks("DeletionPolicy is Retain, but DeletionProtection is not ACTIVE.");
}
