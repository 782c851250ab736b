namespace ServerlessRef.LocalCloud.Resources;

internal sealed class SqsQueuePolicy : ResourceType
{
    public override string Type => "AWS::SQS::QueuePolicy";

    public override PropertyTable Properties { get; } = new() { Read = ["PolicyDocument", "Queues"] };

    public override string Ref(Resource resource) => resource.NameFrom("", 100);

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.QueuePolicies.Add((resource, properties.Texts("Queues"), PolicyDocuments.Read(properties, "PolicyDocument", resource.LogicalId)));
}
