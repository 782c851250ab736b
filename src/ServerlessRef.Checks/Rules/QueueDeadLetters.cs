using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Without a redrive policy a message that nobody can process comes back until it expires, and is then gone.</summary>
internal sealed class QueueDeadLetters : TemplateRule
{
    public override string Promise => "What a queue's consumer cannot process is kept.";

    public override IEnumerable<Violation> Check(Template template) =>
        from source in template.OfType("AWS::Lambda::EventSourceMapping")
        let queue = template.Target(source.At("EventSourceArn"))
        where queue?.Type == "AWS::SQS::Queue" && !IsDeadLetterQueue(template, queue) && queue.At("RedrivePolicy", "deadLetterTargetArn") is null
        select queue.Breaks("It has a consumer but no dead-letter queue.");

    private static bool IsDeadLetterQueue(Template template, Resource queue) =>
        template.OfType("AWS::SQS::Queue").Any(other => template.Target(other.At("RedrivePolicy", "deadLetterTargetArn"))?.LogicalId == queue.LogicalId);
}
