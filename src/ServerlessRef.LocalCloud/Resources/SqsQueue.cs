using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html.</remarks>
internal sealed class SqsQueue : ResourceType
{
    private const int SecondsOf14Days = 1_209_600;

    public override string Type => "AWS::SQS::Queue";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["QueueName", "FifoQueue", "ContentBasedDeduplication", "VisibilityTimeout", "MessageRetentionPeriod", "DelaySeconds", "ReceiveMessageWaitTimeSeconds", "MaximumMessageSize", "RedrivePolicy.deadLetterTargetArn", "RedrivePolicy.maxReceiveCount"],
        Ignored =
        {
            ["SqsManagedSseEnabled"] = Reasons.Encryption,
            ["KmsMasterKeyId"] = Reasons.Encryption,
            ["KmsDataKeyReusePeriodSeconds"] = Reasons.Encryption,
            ["FifoThroughputLimit"] = "a quota; the local engine has none",
            ["DeduplicationScope"] = "ids are compared within the whole queue: two groups may not use one id within five minutes",
            ["RedriveAllowPolicy"] = "the queues of the assembly are the only ones; who may redrive to a queue is seen in their RedrivePolicy",
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) =>
        new Uri(resource.Context.Options.AwsFrontAddress, $"/{Template.LoadContext.AccountId}/{Name(resource)}").AbsoluteUri;

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "Arn" => resource.Arn("sqs", Name(resource)),
        "QueueName" => Name(resource),
        "QueueUrl" => Ref(resource),
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        var redrive = properties.Object("RedrivePolicy");
        cloud.Queues.Add(resource, new Queue
        {
            LogicalId = resource.LogicalId,
            Name = Name(resource),
            Arn = resource.GetAtt("Arn"),
            Url = resource.Ref(),
            Fifo = properties.Flag("FifoQueue") ?? false,
            DeduplicatesByContent = properties.Flag("ContentBasedDeduplication") ?? false,
            VisibilityTimeout = TimeSpan.FromSeconds(properties.Number("VisibilityTimeout", 30, 0, 43_200)),
            Retention = TimeSpan.FromSeconds(properties.Number("MessageRetentionPeriod", 345_600, 60, SecondsOf14Days)),
            Delay = TimeSpan.FromSeconds(properties.Number("DelaySeconds", 0, 0, 900)),
            ReceiveWait = TimeSpan.FromSeconds(properties.Number("ReceiveMessageWaitTimeSeconds", 0, 0, 20)),
            MaxMessageBytes = properties.Number("MaximumMessageSize", 1_048_576, 1_024, 1_048_576),
            Redrive = redrive is null ? null : new RedrivePolicy(redrive.Required("deadLetterTargetArn"), redrive.Number("maxReceiveCount", 10, 1, 1_000)),
        });
    }

    private static string Name(Resource resource)
    {
        var isFifo = string.Equals(resource.Text("FifoQueue"), "true", StringComparison.OrdinalIgnoreCase);
        return resource.Text("QueueName")
            ?? (isFifo ? $"{resource.NameFrom("QueueName", 75)}.fifo" : resource.NameFrom("QueueName", 80));
    }
}
