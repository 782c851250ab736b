using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Inline script is what injected script is.</summary>
internal sealed class ScriptsUnbounded : TemplateRule
{
    public override string Promise => "The content security policy begins with nothing and allows no inline script.";

    public override IEnumerable<Violation> Check(Template template) =>
        from headers in template.OfType("AWS::CloudFront::ResponseHeadersPolicy")
        let policy = string.Concat(Json.Strings(headers.At("ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "ContentSecurityPolicy", "ContentSecurityPolicy")))
        where !policy.Contains("default-src 'none'", StringComparison.Ordinal) || policy.Contains("'unsafe-", StringComparison.Ordinal)
            || policy.Split(' ', ';').Contains("*")
        select headers.Breaks($"The content security policy is \"{policy}\".");
}
