using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Monitoring;

/// <summary>Where all alarms go.</summary>
internal sealed class AlertTopic : Construct
{
    public AlertTopic(Construct scope, string id, AlertTopicProps props)
        : base(scope, id)
    {
        Topic = CreateTopic(CreateKey());
        if (props.Email is not null)
        {
            Topic.AddSubscription(new EmailSubscription(props.Email));
            Topic.Node.FindAll().OfType<CfnSubscription>().Single()
                .Accept("A mail that cannot be delivered is lost on its way, where no queue would see it; the alarm itself stays in the console", "Serverless-SNSRedrivePolicy");
        }
    }

    public Topic Topic { get; }

    /// <summary>CloudWatch cannot use AWS's own key for SNS, whose policy nobody can change (docs/adr/0007).</summary>
    private Key CreateKey()
    {
        var key = new Key(this, "Key", new KeyProps
        {
            Description = "Encrypts alarms on their way",
            EnableKeyRotation = true,
            // Nothing is stored under it for longer than a delivery takes.
            RemovalPolicy = RemovalPolicy.DESTROY,
            PendingWindow = Duration.Days(7),
        });
        key.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal("cloudwatch.amazonaws.com")],
            Actions = ["kms:Decrypt", "kms:GenerateDataKey"],
            // In a key's policy this is the key itself.
            Resources = ["*"],
            Conditions = OfThisAccount(),
        }));
        key.Accept("The root statement leaves the key to this account's IAM policies, as CDK and AWS advise; grants need a role that has them, and none has", "kms_create_grant_aws_service_check");
        return key;
    }

    private Topic CreateTopic(Key key)
    {
        var topic = new Topic(this, "Topic", new TopicProps
        {
            DisplayName = "ServerlessRef alarms",
            MasterKey = key,
            EnforceSSL = true,
        });
        // A policy of its own replaces the one every topic begins with, and with it the account's leave to publish.
        topic.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "AlarmsMayPublish",
            Principals = [new ServicePrincipal("cloudwatch.amazonaws.com")],
            Actions = ["sns:Publish"],
            Resources = [topic.TopicArn],
            Conditions = OfThisAccount(),
        }));
        return topic;
    }

    private static Dictionary<string, object> OfThisAccount() => new()
    {
        ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Aws.ACCOUNT_ID },
    };
}
