using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>The authorization code is sent there.</summary>
internal sealed class ClientCallbackPlain : TemplateRule
{
    public override string Promise => "Sign-in returns to this site over TLS only.";

    public override IEnumerable<Violation> Check(Template template) =>
        from client in template.OfType("AWS::Cognito::UserPoolClient")
        from url in client.List("CallbackURLs")
        let text = string.Concat(Json.Strings(Json.At(url, "Fn::Join") ?? url))
        where !text.StartsWith("https://", StringComparison.Ordinal) || text.Contains('*', StringComparison.Ordinal)
        select client.Breaks($"A callback is {text}.");
}
