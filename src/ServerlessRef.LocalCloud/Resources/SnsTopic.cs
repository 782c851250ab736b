using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html.</remarks>
internal sealed class SnsTopic : ResourceType
{
    public override string Type => "AWS::SNS::Topic";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["TopicName"],
        Ignored =
        {
            ["DisplayName"] = "the sender's name in a real mail",
            ["KmsMasterKeyId"] = Reasons.Encryption,
            ["TracingConfig"] = Reasons.Monitoring,
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.Arn("sns", resource.NameFrom("TopicName", 256));

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "TopicArn" => Ref(resource),
        "TopicName" => resource.NameFrom("TopicName", 256),
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.Topics.Add(resource, new Topic { LogicalId = resource.LogicalId, Name = resource.GetAtt("TopicName"), Arn = resource.Ref() });
}
