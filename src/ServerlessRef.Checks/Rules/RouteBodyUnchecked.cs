using System.Text.Json.Nodes;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>What the gateway refuses never costs an invocation and never reaches our parser.</summary>
internal sealed class RouteBodyUnchecked : TemplateRule
{
    public override string Promise => "Every route that takes a body has a model and checks it.";

    public override IEnumerable<Violation> Check(Template template) =>
        from method in template.OfType("AWS::ApiGateway::Method")
        where method.Text("HttpMethod") is "POST" or "PUT" or "PATCH" && !ChecksBody(template, method)
        select method.Breaks("It takes a body, but no validator checks one against a model.");

    private static bool ChecksBody(Template template, Resource method) =>
        method.At("RequestModels") is JsonObject { Count: > 0 }
        && template.Target(method.At("RequestValidatorId"))?.IsTrue("ValidateRequestBody") == true;
}
