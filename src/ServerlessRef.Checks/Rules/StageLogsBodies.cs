using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Data trace writes whole requests into the log, names, mail addresses and tokens with them.</summary>
internal sealed class StageLogsBodies : TemplateRule
{
    public override string Promise => "No stage logs bodies.";

    public override IEnumerable<Violation> Check(Template template) =>
        from stage in template.OfType("AWS::ApiGateway::Stage")
        where stage.List("MethodSettings").Any(setting => Json.Text(Json.At(setting, "DataTraceEnabled")) == "true")
        select stage.Breaks("DataTraceEnabled is true.");
}
