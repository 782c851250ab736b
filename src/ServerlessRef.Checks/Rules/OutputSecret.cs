using System.Text.Json.Nodes;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Outputs are shown to everyone who may describe the stack.</summary>
internal sealed class OutputSecret : TemplateRule
{
    public override string Promise => "No output shows a secret.";

    public override IEnumerable<Violation> Check(Template template) =>
        from output in template.Root["Outputs"] as JsonObject ?? []
        where Json.Strings(Json.At(output.Value, "Value")).Any(SecretText.IsValue)
        select new Violation(output.Key, "Its value is a secret.");
}
