using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A policy on the queue that allows everybody something, without a condition, is an open door.</summary>
internal sealed class QueuePolicyOpen : TemplateRule
{
    public override string Promise => "No queue is open to everybody.";

    public override IEnumerable<Violation> Check(Template template) =>
        from policy in template.OfType("AWS::SQS::QueuePolicy")
        from statement in PolicyStatement.Of(policy.At("PolicyDocument"))
        where statement.Allows && ((statement.IsForEverybody && !statement.HasCondition) || statement.IsByExclusion)
        select policy.Breaks($"Everybody may {string.Join(", ", statement.Actions)}.");
}
