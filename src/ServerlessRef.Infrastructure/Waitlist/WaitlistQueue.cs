using Amazon.CDK;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Waitlist;

/// <summary>Accepted waitlist entries until each has its place: of one event in the order in which they were accepted, of many events side by side.</summary>
internal sealed class WaitlistQueue : Construct
{
    /// <summary>The most a FIFO queue gives.</summary>
    public const int BatchSize = 10;

    /// <summary>Longest a batch may take; an entry takes a few calls to the table.</summary>
    public static readonly Duration FunctionTimeout = Duration.Seconds(10);

    /// <summary>Longer than an invocation can live, shorter than the visibility timeout: a message that comes again finds its job free.</summary>
    public static readonly Duration Lease = Duration.Seconds(2 * FunctionTimeout.ToSeconds());

    public WaitlistQueue(Construct scope, string id, WaitlistQueueProps props)
        : base(scope, id)
    {
        DeadLetters = CreateDeadLetters(props);
        Queue = CreateQueue(props);
        DeadLetters.Accept("It is the dead-letter queue: what its consumer cannot process stays 14 days and raises an alarm", "Serverless-SQSRedrivePolicy", "sqs_dlq_check");
    }

    public Queue Queue { get; }

    public Queue DeadLetters { get; }

    private Queue CreateDeadLetters(WaitlistQueueProps props) => new(this, "DeadLetters", new QueueProps
    {
        // A FIFO queue's dead letters need one too.
        Fifo = true,
        RetentionPeriod = Duration.Days(14),
        VisibilityTimeout = Jobs.JobTimes.DeadLetterVisibility,
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
        RemovalPolicy = props.Stage.RemovalPolicy,
    });

    private Queue CreateQueue(WaitlistQueueProps props) => new(this, "Queue", new QueueProps
    {
        Fifo = true,
        // High throughput (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html): the quota of 300 calls a
        // second is then each partition's and not the queue's, and ids are compared within a group.
        FifoThroughputLimit = FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
        DeduplicationScope = DeduplicationScope.MESSAGE_GROUP,
        // Every message carries its job's id: two bodies are never compared.
        ContentBasedDeduplication = false,
        RetentionPeriod = Duration.Days(4),
        // Six times the function's timeout (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html). As long a failed entry holds up its event.
        VisibilityTimeout = Duration.Seconds(6 * FunctionTimeout.ToSeconds()),
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
        RemovalPolicy = props.Stage.RemovalPolicy,
        // A message behind others that fail is received with them, untried: as often as each of a whole batch may fail before it. A dead letter
        // has lost its place, so the function gives up what was tried often enough, and this is for what it cannot even begin.
        DeadLetterQueue = new DeadLetterQueue { Queue = DeadLetters, MaxReceiveCount = BatchSize * JobRetries.MaxAttempts },
    });
}
