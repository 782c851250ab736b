using System.Globalization;
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Functions;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>Tells each notice once: the target of the bus's rules.</summary>
internal sealed class NotifyFunction : NativeFunction
{
    private static readonly Duration FunctionTimeout = Duration.Seconds(15);

    /// <summary>How long a notice is one delivery's: longer than the function may run, shorter than Lambda's first wait before it tries again (one minute).</summary>
    private static readonly Duration Lease = Duration.Seconds(30);

    public NotifyFunction(Construct scope, string id, NotifyFunctionProps props)
        : base(scope, id, new NativeFunctionProps
        {
            Asset = "Notify",
            Assets = props.Notifications.Assets,
            Stage = props.Notifications.Stage,
            Description = "Tells people what happened, through the topic of notices",
            MemoryMegabytes = 256,
            Timeout = FunctionTimeout,
            Environment = new Dictionary<string, string>
            {
                [EnvironmentVariables.TableName] = props.Notifications.Table.Table.TableName,
                [EnvironmentVariables.NoticeTopicArn] = props.Topic.Topic.TopicArn,
                [EnvironmentVariables.LeaseSeconds] = Lease.ToSeconds().ToString(CultureInfo.InvariantCulture),
            },
        })
    {
        GivenUp = props.GivenUp;
        props.Notifications.Table.GrantKeys(Role, [TableSchema.NoticePrefix + "*"], "UpdateItem");
        props.Notifications.Table.GrantKeys(Role, [TableSchema.NewsPrefix + "*"], "PutItem");
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
    }
}
