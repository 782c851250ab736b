using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Domain.Contracts;
using CfnRule = Amazon.CDK.AWS.Events.CfnRule;
using CfnRuleProps = Amazon.CDK.AWS.Events.CfnRuleProps;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>The bus of the service's own events, with a rule for each kind of notice.</summary>
internal sealed class NoticeBus : Construct
{
    public NoticeBus(Construct scope, string id, NoticeBusProps props)
        : base(scope, id)
    {
        Undelivered = props.Undelivered;
        Bus = new EventBus(this, "Bus", new EventBusProps { Description = "Events of the service (docs/events)" });
        CreateRule("EventFull", NoticeTypes.EventFull, props);
        CreateRule("SeatFreed", NoticeTypes.SeatFreed, props);
        CreateRule("JobFailed", NoticeTypes.JobFailed, props);
    }

    public EventBus Bus { get; }

    public IQueue Undelivered { get; }

    private void CreateRule(string id, string type, NoticeBusProps props)
    {
        var rule = new CfnRule(this, id, new CfnRuleProps
        {
            Description = $"Tells people of {type}",
            EventBusName = Bus.EventBusName,
            EventPattern = new Dictionary<string, object>
            {
                ["source"] = new[] { NoticeTypes.Source },
                ["detail-type"] = new[] { NoticeTypes.DetailType },
                ["detail"] = new Dictionary<string, object> { ["type"] = new[] { type } },
            },
            State = "ENABLED",
            Targets = new[]
            {
                new CfnRule.TargetProperty
                {
                    Id = "Notify",
                    Arn = props.Target.Live.FunctionArn,
                    // The function reads the contract, not the envelope.
                    InputPath = "$.detail",
                    RetryPolicy = new CfnRule.RetryPolicyProperty { MaximumRetryAttempts = 185, MaximumEventAgeInSeconds = Duration.Hours(24).ToSeconds() },
                    DeadLetterConfig = new CfnRule.DeadLetterConfigProperty { Arn = props.Undelivered.QueueArn },
                },
            },
        });
        props.Target.Live.AddPermission($"{id}Rule", new Permission
        {
            Principal = new ServicePrincipal("events.amazonaws.com"),
            SourceArn = rule.AttrArn,
        });
        props.Undelivered.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = $"{id}MayGiveUp",
            Principals = [new ServicePrincipal("events.amazonaws.com")],
            Actions = ["sqs:SendMessage"],
            Resources = [props.Undelivered.QueueArn],
            Conditions = new Dictionary<string, object> { ["ArnEquals"] = new Dictionary<string, object> { ["aws:SourceArn"] = rule.AttrArn } },
        }));
    }
}
