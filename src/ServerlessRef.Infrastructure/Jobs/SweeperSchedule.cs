using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Scheduler;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Privileges;

namespace ServerlessRef.Infrastructure.Jobs;

/// <summary>Starts the sweeper every minute.</summary>
internal sealed class SweeperSchedule : Construct
{
    public SweeperSchedule(Construct scope, string id, SweeperScheduleProps props)
        : base(scope, id)
    {
        MissedRuns = CreateMissedRuns();
        CreateSchedule(props, CreateRole(props));
        MissedRuns.Accept("It is the schedule's dead-letter queue, which these rules do not see: nothing consumes it, and it keeps for 14 days what went wrong", "AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy", "sqs_dlq_check");
    }

    /// <summary>Runs the scheduler could not start, with its reason in the message attributes.</summary>
    public Queue MissedRuns { get; }

    private Queue CreateMissedRuns() => new(this, "MissedRuns", new QueueProps
    {
        RetentionPeriod = Duration.Days(14),
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
    });

    private Role CreateRole(SweeperScheduleProps props)
    {
        // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
        var role = ServiceRole.Create(this, "Role", "scheduler.amazonaws.com", "Starts the sweeper");
        // The alias alone: CDK's own grant adds every qualifier of it with a wildcard.
        Grant.AddToPrincipal(new GrantOnPrincipalOptions
        {
            Grantee = role,
            Actions = ["lambda:InvokeFunction"],
            ResourceArns = [props.Sweeper.Live.FunctionArn],
        });
        MissedRuns.Grant(role, "sqs:SendMessage");
        UnseenUse.Explain(role, "EventBridge Scheduler reports a run it could not start; the local one can start every run", "sqs:SendMessage");
        role.Node.FindChild("DefaultPolicy").Accept("One policy for one role, written by its grants; a managed policy could be attached elsewhere, and go stale there", FunctionRules.InlinePolicy);
        return role;
    }

    private void CreateSchedule(SweeperScheduleProps props, Role role)
    {
        var schedule = new CfnSchedule(this, "Schedule", new CfnScheduleProps
        {
            Description = "Starts the sweeper every minute",
            ScheduleExpression = "rate(1 minute)",
            FlexibleTimeWindow = new CfnSchedule.FlexibleTimeWindowProperty { Mode = "OFF" },
            State = "ENABLED",
            Target = new CfnSchedule.TargetProperty
            {
                Arn = props.Sweeper.Live.FunctionArn,
                RoleArn = role.RoleArn,
                Input = "{}",
                // The next run does what a late one would have done.
                RetryPolicy = new CfnSchedule.RetryPolicyProperty { MaximumEventAgeInSeconds = 60, MaximumRetryAttempts = 2 },
                DeadLetterConfig = new CfnSchedule.DeadLetterConfigProperty { Arn = MissedRuns.QueueArn },
            },
        });
        // Without its permissions a first run would fail.
        schedule.Node.AddDependency(role);
    }
}
