using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Logs without an end cost for ever, and keep what was promised to be deleted.</summary>
internal sealed class LogRetention : TemplateRule
{
    public override string Promise => "Every log group ends.";

    public override IEnumerable<Violation> Check(Template template) =>
        from logs in template.OfType("AWS::Logs::LogGroup")
        where logs.At("RetentionInDays") is null
        select logs.Breaks("RetentionInDays is not set.");
}
