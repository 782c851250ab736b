using Amazon.CDK;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>What a hop gave up: nothing consumes it, an alarm says that something is there.</summary>
internal static class HopDeadLetters
{
    public static Queue Create(Construct scope, string id, StageTraits stage)
    {
        var queue = new Queue(scope, id, new QueueProps
        {
            // The longest SQS offers: time to notice, repair and send again.
            RetentionPeriod = Duration.Days(14),
            Encryption = QueueEncryption.SQS_MANAGED,
            EnforceSSL = true,
            // What nobody has seen yet outlives the stage's stack where its data does.
            RemovalPolicy = stage.RemovalPolicy,
        });
        queue.Accept("It is the dead-letter queue of a hop; it keeps for 14 days what went wrong, and an alarm tells", "AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy", "sqs_dlq_check");
        return queue;
    }
}
