namespace ServerlessRef.LocalCloud.Resources;

internal sealed class SnsTopicPolicy : ResourceType
{
    public override string Type => "AWS::SNS::TopicPolicy";

    public override PropertyTable Properties { get; } = new() { Read = ["PolicyDocument", "Topics"] };

    public override string Ref(Resource resource) => resource.NameFrom("", 100);

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.TopicPolicies.Add((resource, properties.Texts("Topics"), PolicyDocuments.Read(properties, "PolicyDocument", resource.LogicalId)));
}
