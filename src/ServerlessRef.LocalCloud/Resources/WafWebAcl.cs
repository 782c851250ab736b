using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webacl.html.</remarks>
internal sealed class WafWebAcl : ResourceType
{
    private static readonly string[] ManagedGroups = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesAmazonIpReputationList"];

    public override string Type => "AWS::WAFv2::WebACL";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["Name", "Scope", "DefaultAction.Allow", "DefaultAction.Block", "Rules.Name", "Rules.Priority", "Rules.Action", "Rules.OverrideAction", "Rules.Statement"],
        Ignored =
        {
            ["VisibilityConfig"] = Reasons.Monitoring,
            ["Rules.VisibilityConfig"] = Reasons.Monitoring,
            ["Description"] = Reasons.Description,
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => $"{resource.NameFrom("Name", 128)}|{Id(resource)}|{resource.Text("Scope")}";

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "Arn" => resource.Arn("wafv2", $"{(resource.Text("Scope") == "CLOUDFRONT" ? "global" : "regional")}/webacl/{resource.NameFrom("Name", 128)}/{Id(resource)}"),
        "Id" => Id(resource),
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("Scope", "CLOUDFRONT");
        if (resource.Region != "us-east-1")
        {
            properties.Problem("Scope", $"the stack is in {resource.Region}; a WebACL of scope CLOUDFRONT exists in us-east-1 only");
        }

        var rules = properties.Objects("Rules");
        foreach (var twice in rules.GroupBy(r => r.Text("Priority"), StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            properties.Problem("Rules", $"priority {twice.Key} is given to {string.Join(" and ", twice.Select(r => r.Text("Name")))}; priorities must differ");
        }

        cloud.WebAcls.Add(resource, new WebAcl
        {
            Arn = resource.GetAtt("Arn"),
            DefaultAllow = properties.Has("DefaultAction.Allow"),
            Rules = [.. rules.OrderBy(r => r.Number("Priority") ?? 0).Select(ReadRule).OfType<WafRule>()],
        });
    }

    private static string Id(Resource resource) => Template.LocalNames.Uuid(resource.Stack.Name, resource.LogicalId, "acl");

    private static WafRule? ReadRule(PropertyReader rule)
    {
        if (rule.Object("Statement.ManagedRuleGroupStatement") is { } group)
        {
            return ManagedRule(rule, group);
        }

        if (rule.Object("Statement.RateBasedStatement") is { } rate)
        {
            return RateRule(rule, rate);
        }

        rule.Problem("Statement", $"{string.Join(", ", rule.Object("Statement")?.Node.Select(s => s.Key) ?? [])} is not emulated; accepted: ManagedRuleGroupStatement, RateBasedStatement");
        return null;
    }

    private static WafRule ManagedRule(PropertyReader rule, PropertyReader group)
    {
        Refuse(group, "VendorName", "Name", "RuleActionOverrides");
        Refuse(rule, "Name", "Priority", "Statement", "OverrideAction", "VisibilityConfig");
        group.Only("VendorName", "AWS");
        group.Only("Name", ManagedGroups);
        var counted = new List<string>();
        foreach (var change in group.Objects("RuleActionOverrides"))
        {
            if (change.Has("ActionToUse.Count"))
            {
                counted.Add(change.Required("Name"));
            }
            else
            {
                change.Problem("ActionToUse", "is not emulated; accepted: Count");
            }
        }

        return new WafRule(rule.Required("Name"), "managed", rule.Has("OverrideAction.Count"), ManagedGroup: group.Required("Name")) { CountedRules = counted };
    }

    private static WafRule RateRule(PropertyReader rule, PropertyReader rate)
    {
        Refuse(rate, "Limit", "EvaluationWindowSec", "AggregateKeyType", "ScopeDownStatement");
        Refuse(rule, "Name", "Priority", "Statement", "Action", "VisibilityConfig");
        rate.Only("AggregateKeyType", "IP");
        rate.Only("EvaluationWindowSec", "60", "120", "300", "600");
        if (rule.Object("Action") is { } action)
        {
            Refuse(action, "Block", "Count");
            if (action.Object("Block") is { } block)
            {
                Refuse(block);
            }
        }
        else
        {
            rule.Problem("Action", "is required");
        }

        return new WafRule(
            rule.Required("Name"),
            "rate",
            rule.Has("Action.Count"),
            Limit: rate.Number("Limit", 0, 10, 2_000_000_000),
            Window: TimeSpan.FromSeconds(rate.Number("EvaluationWindowSec") ?? 300),
            ScopePathPrefix: rate.Object("ScopeDownStatement") is { } scope ? PathPrefix(scope) : null);
    }

    private static string? PathPrefix(PropertyReader scope)
    {
        if (scope.Object("ByteMatchStatement") is { } match
            && match.Has("FieldToMatch.UriPath")
            && match.Text("PositionalConstraint") == "STARTS_WITH"
            && match.Objects("TextTransformations").All(t => t.Text("Type") == "NONE"))
        {
            return match.Required("SearchString");
        }

        scope.Problem("", "is not emulated; accepted: a ByteMatchStatement on UriPath, STARTS_WITH, text transformation NONE");
        return null;
    }

    private static void Refuse(PropertyReader part, params ReadOnlySpan<string> known)
    {
        foreach (var (name, _) in part.Node)
        {
            if (!known.Contains(name))
            {
                part.Problem(name, "is not emulated; remove it or list it in docs/fidelity.md as ignorable");
            }
        }
    }
}
