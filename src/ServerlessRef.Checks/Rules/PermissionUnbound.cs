using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A permission for a service without a source lets every customer's resource of that service invoke the function.</summary>
internal sealed class PermissionUnbound : TemplateRule
{
    public override string Promise => "A function may be invoked by named callers only.";

    public override IEnumerable<Violation> Check(Template template) =>
        from permission in template.OfType("AWS::Lambda::Permission")
        where permission.Text("Principal") is "*" || (permission.At("SourceArn") is null && permission.Text("Principal")?.EndsWith(".amazonaws.com", StringComparison.Ordinal) == true)
        select permission.Breaks($"{permission.Text("Principal")} may invoke the function from anywhere: there is no SourceArn.");
}
