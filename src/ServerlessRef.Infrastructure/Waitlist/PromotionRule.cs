using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Notifications;
using ServerlessRef.Infrastructure.Privileges;

namespace ServerlessRef.Infrastructure.Waitlist;

/// <summary>Starts an execution for each seat that is kept. An event may come twice: the second execution finds its promotion taken and ends.</summary>
internal sealed class PromotionRule : Construct
{
    public PromotionRule(Construct scope, string id, PromotionRuleProps props)
        : base(scope, id)
    {
        Unstarted = props.Unstarted;
        NoticeRule.Create(this, "SeatKept", new NoticeRuleProps
        {
            Description = $"Starts a promotion for each {NoticeTypes.SeatKept}",
            Bus = props.Bus,
            Type = NoticeTypes.SeatKept,
            TargetId = "Workflow",
            TargetArn = props.StateMachine.StateMachineArn,
            RoleArn = CreateRole(props).RoleArn,
            Undelivered = Unstarted,
        });
    }

    public IQueue Unstarted { get; }

    private Role CreateRole(PromotionRuleProps props)
    {
        var role = ServiceRole.Create(this, "Role", "events.amazonaws.com", "Starts executions for seats that are kept");
        Grant.AddToPrincipal(new GrantOnPrincipalOptions { Grantee = role, Actions = ["states:StartExecution"], ResourceArns = [props.StateMachine.StateMachineArn] });
        role.Node.FindChild("DefaultPolicy").Accept("One policy for one role, written by its grants; a managed policy could be attached elsewhere, and go stale there", FunctionRules.InlinePolicy);
        return role;
    }
}
