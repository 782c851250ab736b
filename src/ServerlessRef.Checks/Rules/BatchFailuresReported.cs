using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A function may name the messages that failed; unless its event source asks, all others are processed again with them, or all are deleted.</summary>
internal sealed class BatchFailuresReported : TemplateRule
{
    public override string Promise => "A batch is acknowledged message by message.";

    public override IEnumerable<Violation> Check(Template template) =>
        from source in template.OfType("AWS::Lambda::EventSourceMapping")
        where template.Target(source.At("EventSourceArn"))?.Type == "AWS::SQS::Queue"
            && !source.List("FunctionResponseTypes").Any(type => Json.Text(type) == "ReportBatchItemFailures")
        select source.Breaks("FunctionResponseTypes lacks ReportBatchItemFailures.");
}
