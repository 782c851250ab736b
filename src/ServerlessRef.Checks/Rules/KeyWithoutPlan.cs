using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A method that asks for a key takes any key of a usage plan that has its stage, and without a plan none works.</summary>
internal sealed class KeyWithoutPlan : TemplateRule
{
    public override string Promise => "The key belongs to the plan of the stage.";

    public override IEnumerable<Violation> Check(Template template) =>
        from stage in template.OfType("AWS::ApiGateway::Stage")
        where !template.OfType("AWS::ApiGateway::UsagePlan").Any(plan =>
            plan.List("ApiStages").Any(entry => template.Target(Json.At(entry, "Stage"))?.LogicalId == stage.LogicalId)
            && template.OfType("AWS::ApiGateway::UsagePlanKey").Any(key => template.Target(key.At("UsagePlanId"))?.LogicalId == plan.LogicalId))
        select stage.Breaks("No usage plan with a key has this stage.");
}
