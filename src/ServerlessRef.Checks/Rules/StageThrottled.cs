using System.Text.Json.Nodes;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>The account's limit is shared by all of its APIs; a stage of its own keeps a flood to itself and its bill bounded.</summary>
internal sealed class StageThrottled : TemplateRule
{
    public override string Promise => "A stage has a rate and a burst of its own.";

    public override IEnumerable<Violation> Check(Template template) =>
        from stage in template.OfType("AWS::ApiGateway::Stage")
        where !stage.List("MethodSettings").Any(IsThrottled)
        select stage.Breaks("No method setting for every route has a ThrottlingRateLimit and a ThrottlingBurstLimit.");

    private static bool IsThrottled(JsonNode setting) =>
        Json.Text(Json.At(setting, "HttpMethod")) == "*"
        && Json.Number(Json.At(setting, "ThrottlingRateLimit")) > 0
        && Json.Number(Json.At(setting, "ThrottlingBurstLimit")) > 0;
}
