using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Nobody can use a second factor that the pool does not offer.</summary>
internal sealed class SecondFactorOff : TemplateRule
{
    public override string Promise => "A second factor is offered, and not by SMS.";

    public override IEnumerable<Violation> Check(Template template) =>
        from pool in template.OfType("AWS::Cognito::UserPool")
        where pool.Text("MfaConfiguration") is not ("OPTIONAL" or "ON") || pool.List("EnabledMfas").Any(factor => Json.Text(factor) == "SMS_MFA")
        select pool.Breaks("MfaConfiguration is OFF, or a code is sent by SMS.");
}
