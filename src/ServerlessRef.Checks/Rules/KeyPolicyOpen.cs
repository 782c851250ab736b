using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A key is as private as its policy.</summary>
internal sealed class KeyPolicyOpen : TemplateRule
{
    public override string Promise => "No key may be used by everybody.";

    public override IEnumerable<Violation> Check(Template template) =>
        from key in template.OfType("AWS::KMS::Key")
        from statement in PolicyStatement.Of(key.At("KeyPolicy"))
        where statement.Allows && ((statement.IsForEverybody && !statement.HasCondition) || statement.IsByExclusion)
        select key.Breaks($"Everybody may {string.Join(", ", statement.Actions)}.");
}
