using ServerlessRef.Checks.Findings;
using ServerlessRef.Checks.Rules;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Checkers;

/// <summary>The three readers of a template. None knows what the others see.</summary>
internal static class Checker
{
    /// <summary>cdk-nag's five packs.</summary>
    public const string Nag = "nag.mjs";

    /// <summary>CloudFormation's own validator with Control Tower's Guard rules.</summary>
    public const string Validator = "validate.mjs";

    public static IEnumerable<Finding> OwnRules(Template template) =>
        from rule in RuleList.All
        from violation in rule.Check(template)
        select new Finding(template.Name, rule.Id, violation.Resource, violation.Message);
}
