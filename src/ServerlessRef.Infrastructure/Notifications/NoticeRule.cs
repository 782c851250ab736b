using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using ServerlessRef.Domain.Contracts;
using CfnRule = Amazon.CDK.AWS.Events.CfnRule;
using CfnRuleProps = Amazon.CDK.AWS.Events.CfnRuleProps;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>Hands notices of one type to one target, tries for a day, and puts what it cannot hand over into a queue.</summary>
internal static class NoticeRule
{
    private const string Service = "events.amazonaws.com";

    public static CfnRule Create(Construct scope, string id, NoticeRuleProps props)
    {
        var rule = new CfnRule(scope, id, new CfnRuleProps
        {
            Description = props.Description,
            EventBusName = props.Bus.EventBusName,
            EventPattern = new Dictionary<string, object>
            {
                ["source"] = new[] { NoticeTypes.Source },
                ["detail-type"] = new[] { NoticeTypes.DetailType },
                // Of another version, its readers of this one can make nothing.
                ["detail"] = new Dictionary<string, object> { ["type"] = new[] { props.Type }, ["version"] = new[] { NoticeTypes.Version } },
            },
            State = "ENABLED",
            Targets = new[]
            {
                new CfnRule.TargetProperty
                {
                    Id = props.TargetId,
                    Arn = props.TargetArn,
                    RoleArn = props.RoleArn,
                    // Targets read the contract, not the envelope.
                    InputPath = "$.detail",
                    RetryPolicy = new CfnRule.RetryPolicyProperty { MaximumRetryAttempts = 185, MaximumEventAgeInSeconds = Duration.Hours(24).ToSeconds() },
                    DeadLetterConfig = new CfnRule.DeadLetterConfigProperty { Arn = props.Undelivered.QueueArn },
                },
            },
        });
        props.Undelivered.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = $"{id}MayGiveUp",
            Principals = [new ServicePrincipal(Service)],
            Actions = ["sqs:SendMessage"],
            Resources = [props.Undelivered.QueueArn],
            Conditions = new Dictionary<string, object> { ["ArnEquals"] = new Dictionary<string, object> { ["aws:SourceArn"] = rule.AttrArn } },
        }));
        return rule;
    }
}
