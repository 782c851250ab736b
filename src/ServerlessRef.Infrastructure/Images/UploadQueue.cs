using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Images;

/// <summary>What S3 tells of uploads, until each is worked on, and what could not be worked on.</summary>
internal sealed class UploadQueue : Construct
{
    /// <summary>Longest a picture may take: the largest original is decoded and written in a few seconds.</summary>
    public static readonly Duration ThumbnailTimeout = Duration.Seconds(60);

    /// <summary>The longest SQS offers: time to notice, repair and redrive.</summary>
    public static readonly Duration DeadLetterRetention = Duration.Days(14);

    /// <summary>Receives before a message is a dead letter: AWS's trouble passes, and a file's own fault is not tried twice.</summary>
    private const int MaxReceives = 5;

    public UploadQueue(Construct scope, string id, UploadQueueProps props)
        : base(scope, id)
    {
        DeadLetters = CreateDeadLetters(props);
        Queue = CreateQueue(props);
        DeadLetters.Accept("It is the dead-letter queue: nothing consumes it, and a message in it raises an alarm and waits 14 days for its redrive", "Serverless-SQSRedrivePolicy", "sqs_dlq_check");
    }

    public Queue Queue { get; }

    public Queue DeadLetters { get; }

    /// <summary>Lets S3 send in the name of one bucket of this account (https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html).</summary>
    public void AllowBucket(string bucketArn) => Queue.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
    {
        Principals = [new ServicePrincipal("s3.amazonaws.com")],
        Actions = ["sqs:SendMessage"],
        Resources = [Queue.QueueArn],
        Conditions = new Dictionary<string, object>
        {
            ["ArnLike"] = new Dictionary<string, object> { ["aws:SourceArn"] = bucketArn },
            ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Aws.ACCOUNT_ID },
        },
    }));

    private Queue CreateDeadLetters(UploadQueueProps props) => new(this, "DeadLetters", new QueueProps
    {
        RetentionPeriod = DeadLetterRetention,
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
        RemovalPolicy = props.Stage.RemovalPolicy,
    });

    private Queue CreateQueue(UploadQueueProps props) => new(this, "Queue", new QueueProps
    {
        RetentionPeriod = Duration.Days(4),
        // Six times the function's timeout (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
        VisibilityTimeout = Duration.Seconds(6 * ThumbnailTimeout.ToSeconds()),
        // Not KMS: S3 could not send with a key it has no permission for.
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
        RemovalPolicy = props.Stage.RemovalPolicy,
        DeadLetterQueue = new DeadLetterQueue { Queue = DeadLetters, MaxReceiveCount = MaxReceives },
    });
}
