using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A function URL without authentication is a way in that passes no gateway, firewall or log.</summary>
internal sealed class FunctionUrlOpen : TemplateRule
{
    public override string Promise => "No function is reachable by a URL of its own without authentication.";

    public override IEnumerable<Violation> Check(Template template) =>
        from url in template.OfType("AWS::Lambda::Url")
        where url.Text("AuthType") != "AWS_IAM"
        select url.Breaks($"AuthType is {url.Text("AuthType")}.");
}
