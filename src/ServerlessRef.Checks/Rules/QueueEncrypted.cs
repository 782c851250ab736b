using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Left out, the property leaves encryption to a default nobody reviewed.</summary>
internal sealed class QueueEncrypted : TemplateRule
{
    public override string Promise => "A queue is encrypted at rest.";

    public override IEnumerable<Violation> Check(Template template) =>
        from queue in template.OfType("AWS::SQS::Queue")
        where !queue.IsTrue("SqsManagedSseEnabled") && queue.At("KmsMasterKeyId") is null
        select queue.Breaks("Neither SqsManagedSseEnabled nor KmsMasterKeyId is set.");
}
