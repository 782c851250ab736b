using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A full queue must cost time, not money (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).</summary>
internal sealed class ConsumerBounded : TemplateRule
{
    public override string Promise => "A queue's consumer has a bound on how many run at once.";

    public override IEnumerable<Violation> Check(Template template) =>
        from source in template.OfType("AWS::Lambda::EventSourceMapping")
        where template.Target(source.At("EventSourceArn"))?.Type == "AWS::SQS::Queue" && source.At("ScalingConfig", "MaximumConcurrency") is null
        select source.Breaks("ScalingConfig.MaximumConcurrency is not set.");
}
