using Amazon.CDK;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.WAFv2;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Edge;

/// <summary>The WebACL in front of CloudFront.</summary>
internal sealed class SiteFirewall : Construct
{
    /// <summary>Requests of one address in <see cref="RateWindowSeconds"/>: a household or small office, not a flood.</summary>
    private const double RateLimit = 2000;

    /// <summary>One of 60, 120, 300, 600 (https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-high-level-settings.html).</summary>
    private const double RateWindowSeconds = 300;

    /// <summary>AWS's groups, in order: the cheapest to decide first.</summary>
    private static readonly (string Name, string Group)[] ManagedGroups =
    [
        ("IpReputation", "AWSManagedRulesAmazonIpReputationList"),
        ("KnownBadInputs", "AWSManagedRulesKnownBadInputsRuleSet"),
        ("CommonRules", "AWSManagedRulesCommonRuleSet"),
    ];

    /// <summary>Secrets of the people who use the site; an Idempotency-Key is one, since the cancellation token is derived from it.</summary>
    private static readonly string[] RedactedHeaders = ["authorization", "cancellation-token", "cookie", "idempotency-key"];

    public SiteFirewall(Construct scope, string id, SiteFirewallProps props)
        : base(scope, id)
    {
        WebAcl = CreateWebAcl(props);
        CreateLogging(CreateLogs(props));
    }

    public CfnWebACL WebAcl { get; }

    private CfnWebACL CreateWebAcl(SiteFirewallProps props) => new(this, "WebAcl", new CfnWebACLProps
    {
        Scope = "CLOUDFRONT",
        Description = $"In front of ServerlessRef {props.Stage.Name}",
        DefaultAction = new CfnWebACL.DefaultActionProperty { Allow = new CfnWebACL.AllowActionProperty() },
        VisibilityConfig = Visibility("WebAcl"),
        Rules = new[] { RateRule(0) }.Concat(ManagedGroups.Select((group, index) => ManagedRule(group.Name, group.Group, index + 1))).ToArray(),
    });

    private LogGroup CreateLogs(SiteFirewallProps props) => new LogGroup(this, "Logs", new LogGroupProps
    {
        // WAF writes to groups whose name begins so (https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html).
        LogGroupName = $"aws-waf-logs-serverlessref-{props.Stage.Name}",
        Retention = props.Stage.LogRetention,
        RemovalPolicy = props.Stage.RemovalPolicy,
    }).WithAcceptances();

    private void CreateLogging(LogGroup logs) => new CfnLoggingConfiguration(this, "Logging", new CfnLoggingConfigurationProps
    {
        ResourceArn = WebAcl.AttrArn,
        // The group's own ARN ends in ":*", which WAF refuses.
        LogDestinationConfigs =
        [
            Stack.Of(this).FormatArn(new ArnComponents
            {
                Service = "logs",
                Resource = "log-group",
                ResourceName = logs.LogGroupName,
                ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
            }),
        ],
        RedactedFields = RedactedHeaders
            .Select(name => new CfnLoggingConfiguration.FieldToMatchProperty
            {
                SingleHeader = new Dictionary<string, object> { ["Name"] = name },
            })
            .ToArray(),
    });

    private static CfnWebACL.RuleProperty RateRule(double priority) => new()
    {
        Name = "Rate",
        Priority = priority,
        Action = new CfnWebACL.RuleActionProperty { Block = new CfnWebACL.BlockActionProperty() },
        VisibilityConfig = Visibility("Rate"),
        Statement = new CfnWebACL.StatementProperty
        {
            RateBasedStatement = new CfnWebACL.RateBasedStatementProperty
            {
                AggregateKeyType = "IP",
                Limit = RateLimit,
                EvaluationWindowSec = RateWindowSeconds,
            },
        },
    };

    private static CfnWebACL.RuleProperty ManagedRule(string name, string group, double priority) => new()
    {
        Name = name,
        Priority = priority,
        OverrideAction = new CfnWebACL.OverrideActionProperty { None = new Dictionary<string, object>() },
        VisibilityConfig = Visibility(name),
        Statement = new CfnWebACL.StatementProperty
        {
            ManagedRuleGroupStatement = new CfnWebACL.ManagedRuleGroupStatementProperty { VendorName = "AWS", Name = group },
        },
    };

    private static CfnWebACL.VisibilityConfigProperty Visibility(string metric) => new()
    {
        CloudWatchMetricsEnabled = true,
        SampledRequestsEnabled = true,
        MetricName = metric,
    };
}
