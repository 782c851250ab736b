using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Deleting the stack is the one call that deletes it all; what is kept in it shows that it matters.</summary>
internal sealed class StackTermination : TemplateRule
{
    public override string Promise => "A stack that keeps data refuses to be deleted.";

    public override IEnumerable<Violation> Check(Template template) =>
        template.OfType("AWS::DynamoDB::GlobalTable", "AWS::Cognito::UserPool", "AWS::S3::Bucket").Any(resource => resource.IsRetained) && !template.TerminationProtection
            ? [new Violation(template.Stack, "It has resources that are kept, but no termination protection.")]
            : [];
}
