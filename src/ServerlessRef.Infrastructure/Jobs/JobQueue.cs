using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Jobs;

/// <summary>The queue between accepting a job and doing it, and the one for what could not be done.</summary>
internal sealed class JobQueue : Construct
{
    public JobQueue(Construct scope, string id, JobQueueProps props)
        : base(scope, id)
    {
        DeadLetters = CreateDeadLetters(props);
        Queue = CreateQueue(props);
        DeadLetters.Accept("It is the dead-letter queue: what its consumer cannot process stays 14 days and raises an alarm", "Serverless-SQSRedrivePolicy", "sqs_dlq_check");
    }

    public Queue Queue { get; }

    public Queue DeadLetters { get; }

    /// <summary>Sending only: CDK's own grant adds reading the queue's attributes, which no function does.</summary>
    public void GrantSend(IGrantable grantee) => Queue.Grant(grantee, "sqs:SendMessage");

    /// <summary>
    /// What Lambda's poller does with the function's role (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html): CDK's own
    /// grant adds looking the queue's address up and changing a message's visibility, which it never does.
    /// </summary>
    public static void GrantConsume(IQueue queue, IGrantable grantee) => queue.Grant(grantee, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    private Queue CreateDeadLetters(JobQueueProps props) => new(this, "DeadLetters", new QueueProps
    {
        // The longest SQS offers: time to notice, repair and redrive.
        RetentionPeriod = Duration.Days(14),
        VisibilityTimeout = JobTimes.DeadLetterVisibility,
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
        RemovalPolicy = props.Stage.RemovalPolicy,
    });

    private Queue CreateQueue(JobQueueProps props) => new(this, "Queue", new QueueProps
    {
        RetentionPeriod = Duration.Days(4),
        VisibilityTimeout = JobTimes.Visibility,
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
        RemovalPolicy = props.Stage.RemovalPolicy,
        DeadLetterQueue = new DeadLetterQueue { Queue = DeadLetters, MaxReceiveCount = JobRetries.MaxAttempts },
    });
}
