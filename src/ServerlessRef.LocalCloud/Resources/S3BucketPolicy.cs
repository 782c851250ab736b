namespace ServerlessRef.LocalCloud.Resources;

internal sealed class S3BucketPolicy : ResourceType
{
    public override string Type => "AWS::S3::BucketPolicy";

    public override PropertyTable Properties { get; } = new() { Read = ["Bucket", "PolicyDocument"] };

    public override string Ref(Resource resource) => resource.Text("Bucket") ?? "";

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.BucketPolicies.Add((resource, properties.Required("Bucket"), PolicyDocuments.Read(properties, "PolicyDocument", resource.LogicalId)));
}
