using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Less than six times the function's timeout, and a message comes back while it is still being processed (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).</summary>
internal sealed class QueueVisibility : TemplateRule
{
    public override string Promise => "A message stays hidden for six times its consumer's timeout.";

    public override IEnumerable<Violation> Check(Template template) =>
        from source in template.OfType("AWS::Lambda::EventSourceMapping")
        let queue = template.Target(source.At("EventSourceArn"))
        let function = Consumer.Of(template, source)
        where queue?.Type == "AWS::SQS::Queue" && function is not null
        let visibility = Json.Number(queue.At("VisibilityTimeout")) ?? 30
        let timeout = Json.Number(function.At("Timeout")) ?? 3
        where visibility < 6 * timeout
        select queue.Breaks($"Messages stay hidden for {visibility} s; {function.LogicalId} may take {timeout} s, so {6 * timeout} s are needed.");
}
