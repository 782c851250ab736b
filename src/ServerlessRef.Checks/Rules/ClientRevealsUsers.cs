using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Different answers for known and unknown addresses list the organisers.</summary>
internal sealed class ClientRevealsUsers : TemplateRule
{
    public override string Promise => "Signing in does not tell which accounts exist.";

    public override IEnumerable<Violation> Check(Template template) =>
        from client in template.OfType("AWS::Cognito::UserPoolClient")
        where client.Text("PreventUserExistenceErrors") != "ENABLED"
        select client.Breaks("PreventUserExistenceErrors is not ENABLED.");
}
