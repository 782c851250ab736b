using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;
using CfnRule = Amazon.CDK.AWS.Events.CfnRule;
using CfnRuleProps = Amazon.CDK.AWS.Events.CfnRuleProps;

namespace ServerlessRef.Infrastructure.Waitlist;

/// <summary>Starts an execution for each seat that is kept. An event may come twice: the second execution finds its promotion taken and ends.</summary>
internal sealed class PromotionRule : Construct
{
    public PromotionRule(Construct scope, string id, PromotionRuleProps props)
        : base(scope, id)
    {
        Unstarted = props.Unstarted;
        AllowGivingUp(CreateRule(props, CreateRole(props)));
    }

    public IQueue Unstarted { get; }

    private Role CreateRole(PromotionRuleProps props)
    {
        var role = new Role(this, "Role", new RoleProps
        {
            Description = "Starts executions for seats that are kept",
            // Only rules of this account may use it.
            AssumedBy = new ServicePrincipal("events.amazonaws.com").WithConditions(new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Aws.ACCOUNT_ID },
            }),
        });
        Grant.AddToPrincipal(new GrantOnPrincipalOptions { Grantee = role, Actions = ["states:StartExecution"], ResourceArns = [props.StateMachine.StateMachineArn] });
        role.Node.FindChild("DefaultPolicy").Accept("One policy for one role, written by its grants; a managed policy could be attached elsewhere, and go stale there", FunctionRules.InlinePolicy);
        return role;
    }

    private CfnRule CreateRule(PromotionRuleProps props, Role role) => new(this, "SeatKept", new CfnRuleProps
    {
        Description = $"Starts a promotion for each {NoticeTypes.SeatKept}",
        EventBusName = props.Bus.EventBusName,
        EventPattern = new Dictionary<string, object>
        {
            ["source"] = new[] { NoticeTypes.Source },
            ["detail-type"] = new[] { NoticeTypes.DetailType },
            ["detail"] = new Dictionary<string, object> { ["type"] = new[] { NoticeTypes.SeatKept } },
        },
        State = "ENABLED",
        Targets = new[]
        {
            new CfnRule.TargetProperty
            {
                Id = "Workflow",
                Arn = props.StateMachine.StateMachineArn,
                RoleArn = role.RoleArn,
                InputPath = "$.detail",
                RetryPolicy = new CfnRule.RetryPolicyProperty { MaximumRetryAttempts = 185, MaximumEventAgeInSeconds = Duration.Hours(24).ToSeconds() },
                DeadLetterConfig = new CfnRule.DeadLetterConfigProperty { Arn = Unstarted.QueueArn },
            },
        },
    });

    private void AllowGivingUp(CfnRule rule) => Unstarted.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
    {
        Sid = "RuleMayGiveUp",
        Principals = [new ServicePrincipal("events.amazonaws.com")],
        Actions = ["sqs:SendMessage"],
        Resources = [Unstarted.QueueArn],
        Conditions = new Dictionary<string, object> { ["ArnEquals"] = new Dictionary<string, object> { ["aws:SourceArn"] = rule.AttrArn } },
    }));
}
