using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SQS;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Gateway;
using ServerlessRef.Infrastructure.Notifications;
using ServerlessRef.Infrastructure.Privileges;
using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Waitlist;

/// <summary>
/// Passes each seat that is kept for the waitlist on: bus → rule → state machine → Promotion function (docs/adr/0037). It adds the route
/// that takes answers. It comes and goes with the line: without it a kept seat would be nobody's (docs/adr/0042).
/// </summary>
internal sealed class PromotionWorkflow : Construct
{
    public PromotionWorkflow(Construct scope, string id, PromotionWorkflowProps props)
        : base(scope, id)
    {
        var function = new PromotionFunction(this, "Promotion", props);
        props.Mail?.SendFrom(function);
        var machine = CreateStateMachine(props, function);
        var rule = new PromotionRule(this, "Rule", new PromotionRuleProps { Bus = props.Bus, StateMachine = machine, Unstarted = HopDeadLetters.Create(this, "Unstarted", props.Stage) });
        AllowCalls(function.Role, machine);
        LookAfterSeats(function, machine, props.Stage, rule.Unstarted);
        TakeAnswers(props, machine);
        new PromotionAlarms(this, "Alarms", new PromotionAlarmsProps { Topic = props.Alerts, StateMachine = machine, Function = function, Unstarted = rule.Unstarted });
    }

    // Standard, not Express: an offer stands for up to a day, an answer comes by task token, and a step must not run twice for one event
    // (https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html).
    private StateMachine CreateStateMachine(PromotionWorkflowProps props, PromotionFunction function) => new(this, "Workflow", new StateMachineProps
    {
        StateMachineType = StateMachineType.STANDARD,
        DefinitionBody = DefinitionBody.FromString(Definition()),
        DefinitionSubstitutions = new Dictionary<string, string> { ["Partition"] = Aws.PARTITION, ["Function"] = function.Live.FunctionArn },
        Comment = "Passes kept seats on to the waitlist",
        Role = CreateRole(function),
        TracingEnabled = true,
        Logs = new LogOptions
        {
            Level = LogLevel.ALL,
            // Inputs and outputs hold ids and task tokens, and a token is worth an answer.
            IncludeExecutionData = false,
            Destination = CreateLogs(props),
        },
    });

    private LogGroup CreateLogs(PromotionWorkflowProps props) => new LogGroup(this, "Logs", new LogGroupProps
    {
        // The prefix spares the account's policy for log deliveries a line for each group
        // (https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html).
        LogGroupName = $"/aws/vendedlogs/states/{Stack.Of(this).StackName}-Promotion",
        Retention = props.Stage.LogRetention,
        RemovalPolicy = props.Stage.RemovalPolicy,
    }).WithAcceptances();

    private Role CreateRole(PromotionFunction function)
    {
        var role = ServiceRole.Create(this, "Role", "states.amazonaws.com", "Passes kept seats on to the waitlist");
        Grant.AddToPrincipal(new GrantOnPrincipalOptions { Grantee = role, Actions = ["lambda:InvokeFunction"], ResourceArns = [function.Live.FunctionArn] });
        UnseenUse.Explain(
            role,
            "Step Functions sets the delivery of its logs up, in the state machine's name",
            "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies", "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:UpdateLogDelivery");
        UnseenUse.Explain(
            role,
            "Step Functions sends the traces, in the state machine's name",
            "xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments");
        var policy = role.Node.FindChild("DefaultPolicy");
        policy.Accept("One policy for one role, written by its grants; a managed policy could be attached elsewhere, and go stale there", FunctionRules.InlinePolicy);
        policy.Accept("X-Ray and the delivery of logs know no resources: these actions are on * or not at all (https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html)", "AwsSolutions-IAM5[Resource::*]", "ServerlessRef-PolicyAnyResource");
        return role;
    }

    /// <summary>A policy of its own: the function waits for its role's first one, and the state machine for the function.</summary>
    private void AllowCalls(Role role, StateMachine machine)
    {
        var stack = Stack.Of(this);
        var executions = stack.FormatArn(new ArnComponents
        {
            Service = "states",
            Resource = "execution",
            ResourceName = machine.StateMachineName + ":*",
            ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
        });
        var policy = new Policy(this, "Calls", new PolicyProps
        {
            Roles = [role],
            Statements =
            [
                new PolicyStatement(new PolicyStatementProps { Actions = ["states:SendTaskSuccess", "states:StartExecution"], Resources = [machine.StateMachineArn] }),
                new PolicyStatement(new PolicyStatementProps { Actions = ["states:DescribeExecution"], Resources = [executions] }),
            ],
        });
        policy.Accept("Two statements for one role; a managed policy could be attached elsewhere, and go stale there", FunctionRules.InlinePolicy);
        var name = $"<{stack.GetLogicalId((CfnStateMachine)machine.Node.DefaultChild!)}.Name>";
        policy.Accept(
            "One action on executions of this one state machine: their names are made at run time",
            $"AwsSolutions-IAM5[Resource::arn:aws:states:{stack.Region}:<AWS::AccountId>:execution:{name}:*]");
    }

    // What the bus could not start, or what has ended without passing its seat on, is started anew (docs/adr/0040).
    private void LookAfterSeats(PromotionFunction function, StateMachine machine, StageTraits stage, IQueue missedRuns) => new FunctionSchedule(this, "Reconciliation", new FunctionScheduleProps
    {
        Stage = stage,
        Function = function,
        Purpose = "Looks after seats kept for the waitlist",
        Minutes = 5,
        Input = $$"""{"task":"reconcile","stateMachine":"{{machine.StateMachineArn}}"}""",
        MissedRuns = missedRuns,
    });

    private static void TakeAnswers(PromotionWorkflowProps props, StateMachine machine)
    {
        props.Gateway.Add(Routes.AcceptOffer);
        props.Api.Function.AddEnvironment(EnvironmentVariables.PromotionWorkflow, machine.StateMachineArn);
        Grant.AddToPrincipal(new GrantOnPrincipalOptions { Grantee = props.Api.Role, Actions = ["states:SendTaskSuccess"], ResourceArns = [machine.StateMachineArn] });
    }

    private static string Definition()
    {
        using var stream = typeof(PromotionWorkflow).Assembly.GetManifestResourceStream("promotion.asl.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
