using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Without a trace a slow answer names no culprit.</summary>
internal sealed class StageTraced : TemplateRule
{
    public override string Promise => "A stage is traced.";

    public override IEnumerable<Violation> Check(Template template) =>
        from stage in template.OfType("AWS::ApiGateway::Stage")
        where !stage.IsTrue("TracingEnabled")
        select stage.Breaks("TracingEnabled is not true.");
}
