using System.Globalization;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Scheduler;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Notifications;
using ServerlessRef.Infrastructure.Privileges;

namespace ServerlessRef.Infrastructure.Functions;

/// <summary>Starts a function every few minutes. What a run that is missed would have done, the next one does.</summary>
internal sealed class FunctionSchedule : Construct
{
    public FunctionSchedule(Construct scope, string id, FunctionScheduleProps props)
        : base(scope, id)
    {
        var missed = props.MissedRuns ?? HopDeadLetters.Create(this, "MissedRuns", props.Stage);
        CreateSchedule(props, missed, CreateRole(props, missed));
    }

    private Role CreateRole(FunctionScheduleProps props, IQueue missed)
    {
        // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
        var role = ServiceRole.Create(this, "Role", "scheduler.amazonaws.com", props.Purpose);
        // The alias alone: CDK's own grant adds every qualifier of it with a wildcard.
        Grant.AddToPrincipal(new GrantOnPrincipalOptions
        {
            Grantee = role,
            Actions = ["lambda:InvokeFunction"],
            ResourceArns = [props.Function.Live.FunctionArn],
        });
        missed.Grant(role, "sqs:SendMessage");
        UnseenUse.Explain(role, "EventBridge Scheduler reports a run it could not start, which is one its role does not allow; this role does", "sqs:SendMessage");
        role.Node.FindChild("DefaultPolicy").Accept("One policy for one role, written by its grants; a managed policy could be attached elsewhere, and go stale there", FunctionRules.InlinePolicy);
        return role;
    }

    private void CreateSchedule(FunctionScheduleProps props, IQueue missed, Role role)
    {
        var unit = props.Minutes == 1 ? "minute" : "minutes";
        var schedule = new CfnSchedule(this, "Schedule", new CfnScheduleProps
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"{props.Purpose} every {(props.Minutes == 1 ? "" : $"{props.Minutes} ")}{unit}"),
            ScheduleExpression = string.Create(CultureInfo.InvariantCulture, $"rate({props.Minutes} {unit})"),
            FlexibleTimeWindow = new CfnSchedule.FlexibleTimeWindowProperty { Mode = "OFF" },
            State = "ENABLED",
            Target = new CfnSchedule.TargetProperty
            {
                Arn = props.Function.Live.FunctionArn,
                RoleArn = role.RoleArn,
                Input = props.Input,
                // The next run does what a late one would have done.
                RetryPolicy = new CfnSchedule.RetryPolicyProperty { MaximumEventAgeInSeconds = 60, MaximumRetryAttempts = 2 },
                DeadLetterConfig = new CfnSchedule.DeadLetterConfigProperty { Arn = missed.QueueArn },
            },
        });
        // Without its permissions a first run would fail.
        schedule.Node.AddDependency(role);
    }
}
