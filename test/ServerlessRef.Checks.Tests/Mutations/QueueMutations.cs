using static ServerlessRef.Checks.Tests.Mutations.Damage;

namespace ServerlessRef.Checks.Tests.Mutations;

/// <summary>What carries work: queues, their consumers, the topic, the schedule.</summary>
internal static class QueueMutations
{
    private const string Queue = "AWS::SQS::Queue JobsQueue";

    private const string Worker = "AWS::Lambda::EventSourceMapping Worker";

    public static readonly Mutation[] All =
    [
        new("The queue is not encrypted", "ServerlessRef-QueueEncrypted", Queue, Set("SqsManagedSseEnabled", "false")),
        new("The queue has no dead-letter queue", "ServerlessRef-QueueDeadLetters", Queue, Remove("RedrivePolicy")),
        new("A message comes back while it is processed", "ServerlessRef-QueueVisibility", Queue, Set("VisibilityTimeout", "30")),
        new("Dead letters expire before they are noticed", "ServerlessRef-DeadLetterRetention", "AWS::SQS::Queue JobsDeadLetters", Set("MessageRetentionPeriod", "3600")),
        new("Everybody may send jobs", "ServerlessRef-QueuePolicyOpen", "AWS::SQS::QueuePolicy JobsQueue", Set("PolicyDocument/Statement/+", """{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sqs:SendMessage","Resource":"*"}""")),
        new("The queue takes plain HTTP", "AwsSolutions-SQS4", "AWS::SQS::QueuePolicy JobsQueue", Remove("PolicyDocument/Statement/0")) { Reported = Queue },
        new("One failed message deletes its whole batch", "ServerlessRef-BatchFailuresReported", Worker, Remove("FunctionResponseTypes")),
        new("A full queue starts a thousand workers", "ServerlessRef-ConsumerBounded", Worker, Remove("ScalingConfig")),
        new("Everybody may send alarms", "ServerlessRef-TopicPolicyOpen", "AWS::SNS::TopicPolicy Alerts", Set("PolicyDocument/Statement/+", """{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*"}""")),
        new("Any account's alarms may reach the topic", "ServerlessRef-ServiceUnbound", "AWS::SNS::TopicPolicy Alerts", Remove("PolicyDocument/Statement/1/Condition")),
        new("The topic is not encrypted", "NIST.800.53.R5-SNSEncryptedKMS", "AWS::SNS::Topic Alerts", Remove("KmsMasterKeyId")),
        new("A missed run of the sweeper leaves no trace", "ServerlessRef-ScheduleDeadLetters", "AWS::Scheduler::Schedule Sweeper", Remove("Target/DeadLetterConfig")),
    ];
}
