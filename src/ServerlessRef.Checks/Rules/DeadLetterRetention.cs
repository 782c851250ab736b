using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A message keeps its age when it is moved (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html), so a shorter retention deletes it early.</summary>
internal sealed class DeadLetterRetention : TemplateRule
{
    public override string Promise => "A dead letter is kept longer than the message it was.";

    public override IEnumerable<Violation> Check(Template template) =>
        from queue in template.OfType("AWS::SQS::Queue")
        let dead = template.Target(queue.At("RedrivePolicy", "deadLetterTargetArn"))
        where dead is not null && Seconds(dead) <= Seconds(queue)
        select dead.Breaks($"It keeps messages for {Seconds(dead)} s, its source for {Seconds(queue)} s.");

    /// <summary>Four days where nothing is said.</summary>
    private static double Seconds(Resource queue) => Json.Number(queue.At("MessageRetentionPeriod")) ?? 345_600;
}
