using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Privileges;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>Tells each notice once: the target of the bus's rules.</summary>
internal sealed class NotifyFunction : NativeFunction
{
    public NotifyFunction(Construct scope, string id, NotifyFunctionProps props)
        : base(scope, id, new NativeFunctionProps
        {
            Asset = "Notify",
            Assets = props.Notifications.Assets,
            Stage = props.Notifications.Stage,
            Description = "Tells people what happened, through the topic of notices",
            MemoryMegabytes = 256,
            // Less than its lease on a notice, which ends before Lambda tries again.
            Timeout = Duration.Seconds(15),
            Environment = new Dictionary<string, string>
            {
                [EnvironmentVariables.TableName] = props.Notifications.Table.Table.TableName,
                [EnvironmentVariables.NoticeTopicArn] = props.Topic.Topic.TopicArn,
            },
        })
    {
        GivenUp = props.GivenUp;
        props.Notifications.Table.GrantKeys(Role, [TableSchema.NoticePrefix + "*"], "UpdateItem");
        props.Notifications.Table.GrantKeys(Role, ["PREWARM"], "GetItem");
        props.Topic.GrantPublish(Role);
        CreateRetries();
    }

    public IQueue GivenUp { get; }

    /// <summary>
    /// EventBridge hands an event over and is done: what the function then fails at is Lambda's to retry, so the rule's dead-letter queue
    /// would never see it (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html).
    /// </summary>
    private void CreateRetries()
    {
        new CfnEventInvokeConfig(this, "Retries", new CfnEventInvokeConfigProps
        {
            FunctionName = Function.FunctionName,
            Qualifier = Live.AliasName,
            MaximumRetryAttempts = 2,
            MaximumEventAgeInSeconds = Duration.Hours(6).ToSeconds(),
            DestinationConfig = new CfnEventInvokeConfig.DestinationConfigProperty
            {
                OnFailure = new CfnEventInvokeConfig.OnFailureProperty { Destination = GivenUp.QueueArn },
            },
        }).Node.AddDependency(Live, Role);
        GivenUp.Grant(Role, "sqs:SendMessage");
        UnseenUse.Explain(Role, "Lambda gives what Notify failed at three times to this queue; a minute and two lie between the attempts", "sqs:SendMessage");
    }
}
