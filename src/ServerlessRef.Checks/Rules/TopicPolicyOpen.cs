using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A policy on the topic that allows everybody something, without a condition, is an open door.</summary>
internal sealed class TopicPolicyOpen : TemplateRule
{
    public override string Promise => "No topic is open to everybody.";

    public override IEnumerable<Violation> Check(Template template) =>
        from policy in template.OfType("AWS::SNS::TopicPolicy")
        from statement in PolicyStatement.Of(policy.At("PolicyDocument"))
        where statement.Allows && ((statement.IsForEverybody && !statement.HasCondition) || statement.IsByExclusion)
        select policy.Breaks($"Everybody may {string.Join(", ", statement.Actions)}.");
}
