using System.Globalization;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Privileges;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>The topic of notices, with a subscription for each mail address and telephone number of the settings.</summary>
internal sealed class NoticeTopic : Construct
{
    private readonly Key _key;

    public NoticeTopic(Construct scope, string id, NoticeTopicProps props)
        : base(scope, id)
    {
        _key = CreateKey();
        Topic = new Topic(this, "Topic", new TopicProps { DisplayName = "ServerlessRef notices", MasterKey = _key, EnforceSSL = true });
        Undelivered = props.Undelivered;
        for (var number = 0; number < props.Mails.Count; number++)
        {
            Subscribe("Mail", number, "email", props.Mails[number], filter: null);
        }

        for (var number = 0; number < props.Phones.Count; number++)
        {
            // An SMS costs and disturbs: freed seats are left to the mail.
            Subscribe("Phone", number, "sms", props.Phones[number], new Dictionary<string, object> { ["type"] = new[] { NoticeTypes.EventFull, NoticeTypes.JobFailed } });
        }

        if (props.Mails.Count + props.Phones.Count > 0)
        {
            AllowUndelivered();
        }
    }

    public Topic Topic { get; }

    public IQueue Undelivered { get; }

    /// <summary>Publishing, under the topic's key. CDK's own grant has a wildcard in its actions.</summary>
    public void GrantPublish(Role role)
    {
        Grant.AddToPrincipal(new GrantOnPrincipalOptions { Grantee = role, Actions = ["sns:Publish"], ResourceArns = [Topic.TopicArn] });
        Grant.AddToPrincipal(new GrantOnPrincipalOptions { Grantee = role, Actions = ["kms:Decrypt", "kms:GenerateDataKey"], ResourceArns = [_key.KeyArn] });
        UnseenUse.Explain(role, "SNS uses the topic's key in the publisher's name; the local cloud encrypts nothing", "kms:Decrypt", "kms:GenerateDataKey");
    }

    private Key CreateKey()
    {
        var key = new Key(this, "Key", new KeyProps
        {
            Description = "Encrypts notices on their way",
            EnableKeyRotation = true,
            // Nothing is stored under it for longer than a delivery takes.
            RemovalPolicy = RemovalPolicy.DESTROY,
            PendingWindow = Duration.Days(7),
        });
        key.Accept("The root statement leaves the key to this account's IAM policies, as CDK and AWS advise; grants need a role that has them, and none has", "kms_create_grant_aws_service_check");
        return key;
    }

    private void Subscribe(string kind, int number, string protocol, string endpoint, Dictionary<string, object>? filter) =>
        new CfnSubscription(this, string.Create(CultureInfo.InvariantCulture, $"{kind}{number + 1}"), new CfnSubscriptionProps
        {
            TopicArn = Topic.TopicArn,
            Protocol = protocol,
            Endpoint = endpoint,
            FilterPolicy = filter,
            FilterPolicyScope = filter is null ? null : "MessageAttributes",
            RedrivePolicy = new Dictionary<string, object> { ["deadLetterTargetArn"] = Undelivered.QueueArn },
        });

    private void AllowUndelivered() => Undelivered.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
    {
        Sid = "TopicMayGiveUp",
        Principals = [new ServicePrincipal("sns.amazonaws.com")],
        Actions = ["sqs:SendMessage"],
        Resources = [Undelivered.QueueArn],
        Conditions = new Dictionary<string, object> { ["ArnEquals"] = new Dictionary<string, object> { ["aws:SourceArn"] = Topic.TopicArn } },
    }));
}
