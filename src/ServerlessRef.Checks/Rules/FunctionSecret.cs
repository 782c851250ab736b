using System.Text.Json.Nodes;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Whoever may read a function's configuration reads its environment.</summary>
internal sealed class FunctionSecret : TemplateRule
{
    public override string Promise => "No function carries a secret in its environment.";

    public override IEnumerable<Violation> Check(Template template) =>
        from function in template.OfType("AWS::Lambda::Function")
        from variable in function.At("Environment", "Variables") as JsonObject ?? []
        where SecretText.IsName(variable.Key) || Json.Strings(variable.Value).Any(SecretText.IsValue)
        select function.Breaks($"The variable {variable.Key} looks like a secret. Let the function read it from Secrets Manager.");
}
