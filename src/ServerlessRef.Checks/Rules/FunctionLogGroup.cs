using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A log group that Lambda makes by itself keeps its events for ever.</summary>
internal sealed class FunctionLogGroup : TemplateRule
{
    public override string Promise => "Every function writes to a log group of the template.";

    public override IEnumerable<Violation> Check(Template template) =>
        from function in template.OfType("AWS::Lambda::Function")
        where template.Target(function.At("LoggingConfig", "LogGroup"))?.Type != "AWS::Logs::LogGroup"
        select function.Breaks("LoggingConfig.LogGroup names no log group of this template.");
}
