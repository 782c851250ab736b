using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A page that handles passwords can lose them; managed login need not show them to it.</summary>
internal sealed class ClientTakesPasswords : TemplateRule
{
    public override string Promise => "No client takes passwords, or tokens out of a URL.";

    public override IEnumerable<Violation> Check(Template template) =>
        from client in template.OfType("AWS::Cognito::UserPoolClient")
        where client.List("ExplicitAuthFlows").Any(flow => Json.Text(flow) != "ALLOW_REFRESH_TOKEN_AUTH")
            || !client.List("ExplicitAuthFlows").Any()
            || client.List("AllowedOAuthFlows").Any(flow => Json.Text(flow) != "code")
        select client.Breaks("It allows a flow with passwords, or another one than the authorization code.");
}
