namespace ServerlessRef.LocalCloud.Resources;

internal sealed class SnsTopic() : IgnoredResource("AWS::SNS::Topic", "only alarms publish to topics, and there are none on the laptop")
{
    public override string Ref(Resource resource) => resource.Arn("sns", resource.NameFrom("TopicName", 256));

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "TopicArn" => Ref(resource),
        "TopicName" => resource.NameFrom("TopicName", 256),
        _ => null,
    };
}
