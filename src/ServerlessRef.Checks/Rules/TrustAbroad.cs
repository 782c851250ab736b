using System.Text.RegularExpressions;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A role for another account is a door in a wall that nobody looks at again.</summary>
internal sealed partial class TrustAbroad : TemplateRule
{
    public override string Promise => "No role can be assumed from another account.";

    public override IEnumerable<Violation> Check(Template template) =>
        from role in template.OfType("AWS::IAM::Role")
        from statement in PolicyStatement.Of(role.At("AssumeRolePolicyDocument"))
        where statement.Allows && Json.List(Json.At(statement.Node["Principal"], "AWS")).SelectMany(Json.Strings).Any(text => AccountNumber().IsMatch(text))
        select role.Breaks("Its trust policy names an account by number. Name this account by AWS::AccountId.");

    [GeneratedRegex("[0-9]{12}")]
    private static partial Regex AccountNumber();
}
